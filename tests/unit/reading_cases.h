/* Cases of test_reading.c: { name, subject, body, document, expected lines }. */
{ "layout-a", "Non-Molestation Order", "Please find attached the order.",
  "FL404A - Non-molestation order\n\nIn the Family Court sitting at:\nMedway County And Family Court\n\nCase number: 1777459890165845\n\nFamilyMan number:\n\n"
  "Ordered on 20 July 2026 by Her Honour Judge Okafor sitting with Justices'\nLegal Adviser Pell.\n\nNon-molestation order\nSection 42 Family Law Act 1996\n\n"
  "People in the case\n\nApplicant: Alicia Marie Dobson\n\nRespondent: Dean Marlow\n\nChildren: Ivy Marlow born 01 Jan 2017, Noah Marlow born 12 Feb 2021\n\n"
  "Important notice to the respondent, Dean Marlow (date of birth 4 May 1986) (address 12 Quarry Lane, Chatham, ME4 9ZZ)\n\n"
  "If you do not obey this order you may be sent to prison for up to five years.\n\nThe court orders:\n\n"
  "1. The respondent Dean Marlow must not use or threaten violence against the applicant.\n"
  "2. The respondent Dean Marlow must not contact the applicant directly or indirectly.\n"
  "3. The respondent Dean Marlow must not go to, enter or attempt to enter 8 Hopfield Road, Rochester, ME1 9ZZ.\n\n"
  "This order applies until 14 October 2026 at 12:00 AM.\n\nHearing 1: Return hearing\nDate: 3 August 2026\nTime: 10:00 AM\nLocation: Medway County And Family Court\nEstimated length: 1 hour\n\n"
  "This order applies once it is personally served on them or once they have been made aware of it.\n\nThe order is made without notice to the respondent.\n\n"
  "Note to the arresting officer\nUnder section 42A breach of this order is an arrestable offence.\n",
  "class=non_molestation\nkind=order\nlanguage=en\norders=1\ntype=non_molestation\naction=made\ndraft=false\ncourt=Medway County And Family Court\ncase_number=1777459890165845\ncase_reference=1777459890165845\n-urn\n"
  "made_on=2026-07-20\njudge=Her Honour Judge Okafor\nprotected_person=Alicia Marie Dobson\nrespondent=Dean Marlow\nrespondent_dob=1986-05-04\n"
  "respondent_address=12 Quarry Lane, Chatham, ME4 9ZZ\nchildren=Ivy Marlow 2017-01-01|Noah Marlow 2021-02-12\nexpires_on=2026-10-14\nexpires_at=00:00\nhearing_on=2026-08-03\n"
  "without_notice=true\n-power_of_arrest\n-served_on\nexcluded_addresses=8 Hopfield Road, Rochester, ME1 9ZZ\n"
  "prohibitions=The respondent Dean Marlow must not use or threaten violence against the applicant.|The respondent Dean Marlow must not contact the applicant directly or indirectly.|"
  "The respondent Dean Marlow must not go to, enter or attempt to enter 8 Hopfield Road, Rochester, ME1 9ZZ." },
{ "layout-a-unknown", "Non-Molestation Order", NULL,
  "FL404A - Non-molestation order - draft\nIn the Family Court sitting at: Barnet\nCase number: 1777-4598-9016-5845\nFamilyMan number: Cm26F12347\n"
  "Ordered on 29/04/2026 by Deputy District Judge A Quill sitting with Justices' Legal Adviser B Ramm.\nSection 42 Family Law Act 1996\n"
  "Applicant: Zo\xC3\xAB O\xE2\x80\x99" "Brien\nRespondent: Micha\xC5\x82 Zieli\xC5\x84ski\n"
  "Important notice to the respondent, Micha\xC5\x82 Zieli\xC5\x84ski (date of birth unknown) (address unknown)\nThe court orders:\n"
  "1. The respondent Micha\xC5\x82 Zieli\xC5\x84ski must not damage the goods of the applicant.\nThis order applies until: no fixed end date\nThe order is made with notice to the respondent.\n",
  "type=non_molestation\ndraft=true\ncourt=Family Court sitting at Barnet\ncase_number=CM26F12347\ncase_reference=1777459890165845\nmade_on=2026-04-29\nrespondent=Micha\xC5\x82 Zieli\xC5\x84ski\n-respondent_dob\n-respondent_address\n"
  "protected_person=Zo\xC3\xAB O'Brien\nexpires_on=until further order\n-expires_at\nwithout_notice=false\njudge=Deputy District Judge A Quill" },
{ "layout-b", "Order", NULL,
  "In the Family Court\tCase No: 1777-4598-9016-5845\nsitting at Canterbury\tFamilyMan: CT26F00112\n\nOrder\nFL404B - Amended, discharged or varied order\nFamily Law Act 1996\n\n"
  "Before District Judge Priya Nandra on 12/02/2026 on the papers.\n\nThe parties: The 1st applicant is Helen Ashdown. The 1st respondent is Gareth Ashdown.\n\n"
  "The court orders:\n\n1. The non-molestation order dated 3 March 2025 is varied as follows.\n2. Paragraph 2(c) is deleted.\n3. The order shall remain in force until 4.00 p.m. on 3 September 2026.\n",
  "type=non_molestation\naction=varied\ntarget_made_on=2025-03-03\nmade_on=2026-02-12\ncourt=Family Court sitting at Canterbury\ncase_number=CT26F00112\ncase_reference=1777459890165845\njudge=District Judge Priya Nandra\n"
  "protected_person=Helen Ashdown\nrespondent=Gareth Ashdown\nexpires_on=2026-09-03\nexpires_at=16:00" },
{ "layout-c", "Our ref AB/123", NULL,
  "In the Family Court\tNo: ME25F00123\nsitting at Medway\n\nThe Family Law Act 1996\n\nThe Relationship of Rosa Lind and Karl Brenner\n\nAfter hearing Counsel for the applicant\nAfter reading the statement of the applicant dated 1 March 2025\n\n"
  "Non-molestation order made by District Judge Farrant on 3 March 2025 sitting in private\n\nImportant notice to the respondent, Karl Brenner of Flat 2, 19 Dock Street, Gillingham ME7 9ZZ\n\n"
  "If you do not obey this order you may be held in contempt.\n\nThe parties\n\n1. The applicant is Rosa Lind. The respondent is Karl Brenner (born 5 June 1990).\n\n2. The relevant children are Mia Brenner (born 2 July 2019) and Otto Brenner (born 9 May 2021).\n\n"
  "The court orders\n\n3. The respondent, whether by himself or by instructing anyone else, must not:\n(a) use or threaten violence against the applicant;\n(b) come within 100 metres of 40 Orchard Row, Strood, ME2 9ZZ;\n(c) telephone, text or email the applicant.\n\n"
  "4. Paragraph 3 shall be effective until 12 noon on Tuesday 3 March 2026 unless before then it is revoked by an order of the court.\n\n"
  "5. The application is adjourned for a return hearing at 10.00am on 17 March 2025 at the Family Court at Medway.\n\n6. The respondent may apply to set aside or vary this order on 48 hours' written notice.\n\nCosts reserved.\n\nDated 3 March 2025\n",
  "type=non_molestation\naction=made\ncase_number=ME25F00123\ncourt=Family Court sitting at Medway\nmade_on=2025-03-03\njudge=District Judge Farrant\nrespondent=Karl Brenner\nrespondent_dob=1990-06-05\n"
  "respondent_address=Flat 2, 19 Dock Street, Gillingham ME7 9ZZ\nprotected_person=Rosa Lind\nchildren=Mia Brenner 2019-07-02|Otto Brenner 2021-05-09\nexpires_on=2026-03-03\nexpires_at=12:00\nhearing_on=2025-03-17\n"
  "excluded_addresses=40 Orchard Row, Strood, ME2 9ZZ\n-without_notice\n-power_of_arrest\n"
  "prohibitions=use or threaten violence against the applicant|come within 100 metres of 40 Orchard Row, Strood, ME2 9ZZ|telephone, text or email the applicant." },
{ "layout-d", "NON MOLESTATION INJUNCTION", NULL,
  "IN THE TUNBRIDGE WELLS COUNTY COURT\tCase No. TW12F00045\n\nNON-MOLESTATION ORDER\nFAMILY LAW ACT 1996 SECTION 42\n\nBETWEEN\n\nMRS JOAN ELIZABETH PIKE\tApplicant\n\nand\n\nMR RONALD PIKE\tRespondent\n\n"
  "TO RONALD PIKE of 7 MILL LANE, TONBRIDGE, KENT TN9 9ZZ\n\nUPON HEARING the solicitor for the Applicant\n\nIT IS ORDERED THAT\n\n1. THE RESPONDENT RONALD PIKE IS FORBIDDEN to use or threaten violence against the Applicant.\n"
  "2. THE RESPONDENT IS FORBIDDEN to intimidate, harass or pester the Applicant.\n3. THIS ORDER SHALL REMAIN IN FORCE UNTIL 1ST DAY OF MARCH 2013.\n\nDATED 1ST MARCH 2012\n",
  "type=non_molestation\nprotected_person=JOAN ELIZABETH PIKE\nrespondent=RONALD PIKE\ncase_number=TW12F00045\ncourt=Tunbridge Wells County Court\nmade_on=2012-03-01\nexpires_on=2013-03-01\n"
  "respondent_address=7 MILL LANE, TONBRIDGE, KENT TN9 9ZZ" },
{ "crown", "Restraining Order - R v Tull", NULL,
  "In the Crown Court at Maidstone\nCase number: T20257890\nURN: 46 XK 12345 25\n\nREX v DARREN PAUL TULL\n\nRESTRAINING ORDER ON CONVICTION\nSection 360 Sentencing Act 2020\n\nDefendant: Darren Paul TULL (also known as Daz Tull)\nDate of birth: 3.10.85\nAddress: c/o HMP Elmley, Church Road, Eastchurch, ME12 9ZZ\n\n"
  "Made by His Honour Judge Croft KC on 4th November 2025\n\nThis order is made for the protection of Wendy Holt and Tim Holt.\n\nThe defendant must not:\n(1) contact directly or indirectly Wendy Holt or Tim Holt;\n(2) go to 5 Cherry Walk, Deal, CT14 9ZZ or any address where he believes them to be living.\n\nThis order lasts for 5 years from the date of this order.\n",
  "type=restraining\ncourt=Crown Court at Maidstone\ncase_number=T20257890\nurn=46XK1234525\nrespondent=Darren Paul TULL\nrespondent_aliases=Daz Tull\nrespondent_dob=1985-10-03\n"
  "protected_person=Wendy Holt\nprotected_people=Wendy Holt|Tim Holt\nmade_on=2025-11-04\njudge=His Honour Judge Croft KC\nduration_text=5 years from the date of this order\nexpires_on=2030-11-04\nexcluded_addresses=5 Cherry Walk, Deal, CT14 9ZZ\n"
  "prohibitions=contact directly or indirectly Wendy Holt or Tim Holt|go to 5 Cherry Walk, Deal, CT14 9ZZ or any address where he believes them to be living." },
{ "period-from-service", "NMO", NULL,
  "In the Family Court at Dover\nCase No: DV25F00321\nNon-Molestation Order\nApplicant: Ann Rudd\nRespondent: Joe Rudd\nOrdered on 2 June 2025 by District Judge Sale\nThe respondent must not contact the applicant.\nThis order shall remain in force for a period of 12 months from the date of service upon the respondent.\n",
  "made_on=2025-06-02\nduration_text=12 months from the date of service\n-expires_on" },
{ "until-hearing", "NMO", NULL,
  "In the Family Court at Dover\nCase No: DV25F00321\nNon-Molestation Order\nApplicant: Ann Rudd\nRespondent: Joe Rudd\nOrdered on 2 June 2025 by District Judge Sale\nThe respondent must not contact the applicant.\nThis order shall continue until the conclusion of the hearing on 16 June 2025 at 2.00pm.\n",
  "expires_on=2025-06-16\n-expires_at" },
{ "discharged", "Discharge of non-molestation order", NULL,
  "In the Family Court at Dover\nCase No: DV25F00321\nOrder\nBetween Ann Rudd (Applicant) and Joe Rudd (Respondent)\nBefore District Judge Sale on 9 July 2025\nThe court orders:\n1. The non-molestation order made on 2 June 2025 is hereby discharged.\n2. No order as to costs.\n",
  "type=non_molestation\naction=discharged\ntarget_made_on=2025-06-02\nmade_on=2025-07-09\nrespondent=Joe Rudd\nprotected_person=Ann Rudd\n-expires_on" },
{ "partly-discharged", "NMO", NULL,
  "In the Family Court at Dover\nCase No: DV25F00321\nNon-Molestation Order\nBetween Ann Rudd (Applicant) and Joe Rudd (Respondent)\nOrder made by District Judge Sale on 9 July 2025\nThe court orders:\n1. Paragraph 3 of the non-molestation order of 2 June 2025 is discharged.\n",
  "action=varied\ntarget_made_on=2025-06-02\nmade_on=2025-07-09" },
{ "liberty-to-vary", "NMO", NULL,
  "In the Family Court at Dover\nCase No: DV25F00321\nNon-Molestation Order\nApplicant: Ann Rudd\nRespondent: Joe Rudd\nOrdered on 2 June 2025 by District Judge Sale\nThe respondent must not contact the applicant.\nThe respondent is at liberty to apply to vary or discharge this order.\nThis order shall last until 2 June 2026 unless it is varied or discharged before then.\n",
  "action=made\nexpires_on=2026-06-02\n-target_made_on" },
{ "occupation-arrest", "Occupation order", NULL,
  "FL404 - Occupation order\nIn the Family Court sitting at: Thanet\nCase number: TH26F00417\nOrdered on 1 May 2026 by District Judge Sale.\nApplicant: Ann Rudd\nRespondent: Joe Rudd\nThe order is for this address: 4 Cliff View, Margate, CT9 9ZZ\nThe court orders:\n1. The respondent must not enter 4 Cliff View, Margate, CT9 9ZZ.\n"
  "A power of arrest is attached to these paragraphs of the order: 1.\nThis order applies until 1 May 2027 at 4:00 PM.\nThe power of arrest lasts until: 1 November 2026\n",
  "type=occupation\npower_of_arrest=true\npower_of_arrest_expires_on=2026-11-01\nexpires_on=2027-05-01\nexpires_at=16:00\nexcluded_addresses=4 Cliff View, Margate, CT9 9ZZ\ncourt=Family Court sitting at Thanet" },
{ "welsh", "New court order issued/Cyhoeddi gorchymyn llys newydd", NULL,
  "FL404A - Gorchymyn rhag molestu\nYn y Llys Teulu yn eistedd yn: Swansea\nRhif yr achos: 1777459890165845\nRhif FamilyMan: SA26F00113\nGorchmynnwyd ar 3 Mawrth 2026 gan District Judge Rees\nAdran 42 Deddf Cyfraith Teulu 1996\nCeisydd: Mair Pugh\nAtebydd: Ifan Pugh\nMae'r Llys yn gorchymyn:\n"
  "1. Ni chaiff yr Atebydd Ifan Pugh fygwth y Ceisydd.\nMae'r gorchymyn hwn yn berthnasol tan 3 Mawrth 2027 at 11:59 PM.\nGwnaed y gorchymyn hwn heb rybudd i'r atebydd.\n",
  "type=non_molestation\nlanguage=cy\ncase_number=SA26F00113\nmade_on=2026-03-03\nprotected_person=Mair Pugh\nrespondent=Ifan Pugh\nexpires_on=2027-03-03\nexpires_at=23:59\nwithout_notice=true\njudge=District Judge Rees" },
{ "dapo", "DAPO", NULL,
  "Maidstone Magistrates' Court\nDOMESTIC ABUSE PROTECTION ORDER\nDomestic Abuse Act 2021, Part 3\nURN: 46XK0444425\nApplicant: Chief Constable of Kent Police\nRespondent: Neil Batt\nDate of birth: 12/08/1979\nPerson protected: Lena Batt\nDate of order: 7 January 2026\nNeil Batt must not contact Lena Batt.\nThis order is in force until 6 January 2028.\n",
  "type=domestic_abuse_protection\nprotected_person=Lena Batt\nrespondent=Neil Batt\nrespondent_dob=1979-08-12\nmade_on=2026-01-07\nexpires_on=2028-01-06\ncase_number=46XK0444425\ncourt=Maidstone Magistrates' Court" },
{ "county-injunction", "Injunction Order - Served", NULL,
  "In the County Court at Medway\tClaim No. E77YM442\n\nGeneral form of injunction order\nProtection from Harassment Act 1997 section 3\n\nBETWEEN\nPaula Frost\nClaimant\n- and -\nIan Wade\nDefendant\n\nBefore District Judge Sale on 5 May 2025\n\nIt is ordered that the Defendant must not harass the Claimant.\nThis order shall remain in force until 5 May 2026 at 4pm unless before then it is revoked by a further order of the court.\n",
  "type=injunction\nprotected_person=Paula Frost\nrespondent=Ian Wade\ncase_number=E77YM442\nmade_on=2025-05-05\nexpires_on=2026-05-05\nexpires_at=16:00\ncourt=County Court at Medway" },
{ "two-orders-one-file", "Orders", NULL,
  "In the Family Court at Dover\nCase No: DV25F00321\nNon-Molestation Order\nApplicant: Ann Rudd\nRespondent: Joe Rudd\nOrdered on 2 June 2025 by District Judge Sale\nThe respondent must not contact the applicant.\nThis order lasts until 2 June 2026.\f"
  "In the Family Court at Dover\nCase No: DV25F00321\nOccupation Order\nApplicant: Ann Rudd\nRespondent: Joe Rudd\nOrdered on 2 June 2025 by District Judge Sale\nThe respondent must not enter 4 Cliff View, Dover, CT16 9ZZ.\nThis order lasts until 2 December 2025.\f"
  "Form FL415\nSTATEMENT OF SERVICE\nCase number: DV25F00321\nRespondent: Joe Rudd\nDate served: 4 June 2025\nServed by: Piers Cole\n",
  "orders=2\n1.type=non_molestation\n2.type=occupation\n1.expires_on=2026-06-02\n2.expires_on=2025-12-02\nservice=served\ns.served_on=2025-06-04\ns.served_by=Piers Cole" },
{ "running-header", "NMO", NULL,
  "Order 10.1: Non-Molestation Order\nIn the Family Court at Dover\nCase No: DV25F00321\nApplicant: Ann Rudd\nRespondent: Joe Rudd\nNon-molestation order made by District Judge Sale on 2 June 2025\nThe respondent must not:\n(a) contact the applicant;\f"
  "Order 10.1: Non-Molestation Order\nCase No: DV25F00321\n(b) go to 4 Cliff View, Dover, CT16 9ZZ.\nThis order lasts until 2 June 2026.\n",
  "orders=1\nexpires_on=2026-06-02\nrespondent=Joe Rudd" },
{ "fl415-attempt", "Statement of service", NULL,
  "FL415\nStatement of Service\nCase number: DV25F00321\nRespondent: Joe Rudd\nI attended at 4 Cliff View on 3 June 2025 at 18:00 and there was no reply. I attempted service again on 4 June 2025 and left a calling card. I have been unable to effect service.\nSigned: Piers Cole\nDated 5 June 2025\n",
  "kind=statement_of_service\nservice=attempted\ns.case_number=DV25F00321\n-s.served_on" },
{ "process-server", "Served NMO", NULL,
  "WITNESS STATEMENT OF SERVICE\nCase No DV25F00321\nI, Piers Cole, process server, of Cole Enquiries, state:\n1. I did on Monday the 3rd day of March 2025 at 18:42 hours at 4 Cliff View, Dover personally serve Joe Rudd with the non-molestation order dated 28 February 2025.\nDated 10 March 2025\n",
  "kind=statement_of_service\nservice=served\ns.served_on=2025-03-03\ns.served_at=18:42\ns.made_on=2025-02-28\ns.respondent=Joe Rudd" },
{ "application", "Statement in support", NULL,
  "FL401\nApplication for a non-molestation order / an occupation order\nApplicant: Ann Rudd\nRespondent: Joe Rudd\nDate of birth: 1 May 1990\nI ask the court that the respondent must not contact me.\n",
  "kind=application\norders=0" },
{ "civil-restraint", "Civil restraint order", NULL, "Extended Civil Restraint Order\nIn the High Court of Justice\nThe defendant must not issue claims.\nMade on 3 March 2025.\n", "class=unclassified\norders=0\nkind=other" },
{ "c8", "Papers", NULL, "Form C8\nConfidential contact details\nApplicant: Ann Rudd\nAddress: 4 Cliff View, Dover\n", "kind=confidential_details\norders=0" },
{ "undertaking", "Undertaking", NULL, "General form of undertaking\nIn the Family Court at Dover\nJoe Rudd promises not to contact Ann Rudd.\nThis undertaking lasts until 3 March 2026.\n", "kind=undertaking\norders=0" },
{ "fl406", "Power of arrest", NULL, "FL406\nPower of arrest attached to injunction\nIn the Family Court at Dover\nThis power of arrest expires on: 3 March 2026\n", "kind=power_of_arrest\norders=0" },
{ "numbered-people", "Restraining Order", NULL,
  "Folkestone Magistrates' Court\nRestraining Order\nProtection from Harassment Act 1997 s.5\nDefendant: SMITH, John\nD.O.B. 3/10/85\nURN 46AB1234525\nProtected persons: (1) Ann Bell (2) Cy Dale\nMade on 5 May 2020 by District Judge (MC) Orr\nThe defendant must not contact the protected persons.\nIn force until further order.\n",
  "type=restraining\nrespondent=John SMITH\nprotected_people=Ann Bell|Cy Dale\nprotected_person=Ann Bell\nrespondent_dob=1985-10-03\nexpires_on=until further order\njudge=District Judge (MC) Orr\nmade_on=2020-05-05" },
{ "subject-only", "FW: [EXTERNAL] Non molastation ordr", "No attachment came through.", NULL, "class=non_molestation\nbasis=subject\norders=0" },
{ "subject-pso", "Prohibative steps order", "x", NULL, "class=prohibited_steps" },
{ "subject-ro", "R/O Bell", "x", NULL, "class=restraining" },
{ "subject-none", "Court order", "x", NULL, "class=unclassified\nbasis=none" },
{ "body-boilerplate", "Non-Molestation Order", "Dear team\n\nPlease find attached by way of service sealed order. Breach of this order is a criminal offence. If he breaches the order please call 999.\n\nKind regards\n",
  "Non-Molestation Order\nIn the Family Court at Dover\nThe respondent must not contact the applicant.\n", "alerts=" },
{ "body-breach", "Non-Molestation Order", "He has breached the order again. He is outside now.", NULL, "alerts=danger breach" },
{ "body-retraction", "NMO", "Please disregard our earlier e-mail, wrong attachment.", NULL, "alerts=retraction" },
{ "body-chaser", "NMO", "Dear Sirs\n\nDid our order of last month reach you? We had no answer.", NULL, "alerts=chaser" },
{ "body-elsewhere", "NMO", "Please find the order attached. A copy has also been handed to Tonbridge police station.",
  "Non-Molestation Order\nIn the Family Court at Dover\nThe respondent must not contact the applicant.\n", "alerts=sent_elsewhere\nelsewhere=true" },
{ "body-served", "NMO", "Order attached. The respondent was personally served by our process server on 3 June 2025 at 18:42.",
  "In the Family Court at Dover\nCase No: DV25F00321\nNon-Molestation Order\nApplicant: Ann Rudd\nRespondent: Joe Rudd\nOrdered on 2 June 2025 by District Judge Sale\nThe respondent must not contact the applicant.\n",
  "service=served\ns.served_on=2025-06-03\ns.served_at=18:42" },
{ "body-not-yet", "NMO", "We are arranging service and will forward the statement in due course.", NULL, "service=(none)" },
{ "body-quoted", "RE: NMO", "Thank you.\n\nFrom: A Firm\nSent: Monday\nSubject: NMO\nHe has breached the order.\n", NULL, "alerts=" },
