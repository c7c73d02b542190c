"""Invented sentences with the figures they state: one half was developed on, the other measured.

Each line is a sentence, a bar, and its figures: kind, qualifier, value, unit. Kinds: c count,
% percent, pp points, r ratio, $ money, d duration, m measure, s statistic, y year, t date and
p period.
Qualifiers: ~ about, ^ nearly, > more than, < fewer than, >= at least, <= at most.
"""

from __future__ import annotations

DEVELOPED_ON = """
The survey reached 1,204 households in the valley. | c 1204 households
Nearly 300 ferries were cancelled during the storm [12]. | c ^300 ferries
Over 50 schools closed in 2019. | c >50 schools; y 2019
The archive holds more than 35,000 letters. | c >35000 letters
About 40 keepers answered, and 12 refused. | c ~40 keepers; c 12
At least seven of the eight mills were run by widows. | c >=7 mills; c 8 mills
Up to 90% of the barley was lost. | % <=90
Between 10 and 20 percent of the pupils were absent. | % 10..20
Respondents were aged 16–44. | d 16..44 years
From 5 to 9 boats were seen daily. | c 5..9 boats a day
Wool prices rose by 3.5 percentage points. | pp 3.5
The new bridge cost $4.2 million. | $ 4200000 $
They paid €350 per month for the room. | $ 350 € a month
The repository has 7.2k stars. | c 7200 stars
The corpus contains 5.85B pairs. | c 5850000000 pairs
Some 2000 miners went on strike. | c ~2000 miners
Two thirds of the farmers kept sheep. | r ~66.7 %
One in three children had never seen the sea. | r 1 in 3
Roughly 1 in 12 letters was lost. | r ~1 in 12
Half of the houses were empty. | r 50 %
The data set is 28,000 times larger than the first. | r 28000 times
Output grew three-fold between 1990 and 2005. | r 3 times; p 1990..2005
Exports doubled within seven years. | r 2 times; d 7 years
The site had 50+ moderators. | c >=50 moderators
As shown in Table 3, 45 villages had a doctor. | c 45 villages
See Section 4.2 and Figure 7 for details. |
We follow Smith et al. [5, 8, 17-19] here. |
In May 2024 the council approved 15 plans. | t 2024-05; c 15 plans
Since 2017 the number has not changed. | p 2017..
The period from 2016-2023 saw 4 governments. | p 2016..2023; c 4 governments
On 12 March 2021, 26 members resigned. | t 2021-03-12; c 26 members
GPT-4 and COVID-19 are mentioned in NIST AI 100-4. |
The forum 4chan was closed for two days. | d 2 days
The sample was small (n = 45). | s 45 n
The effect was significant (p < 0.05). | s <0.05 p
Thousands of birds were ringed that spring. | c >=1000 birds
Tens of thousands of acres burned. | c >=10000 acres
Millions of viewers watched it every week. | c >=1000000 viewers a week
Twenty-five teachers and two hundred and six pupils moved. | c 25 teachers; c 206 pupils
Half a million trees were planted. | c 500000 trees
A dozen inspectors visited the mine. | c 12 inspectors
The first, second and third reports agree. |
It was the 19th century that saw the change. |
The study lasted 18 months. | d 18 months
A 12-month trial with a 25-item questionnaire followed. | d 12 months; c 25 items
The 3D model was built on Windows 10. |
Python 3.11 and version 2.0.1 were used. |
No fewer than 80 complaints were filed. | c >=80 complaints
Fewer than ten ships returned. | c <10 ships
The tower is 45 m high and weighs 300 kg. | m 45 m; m 300 kg
It took just under three hours. | d ^3 hours
The committee met at 10:30 on pages 12-15. |
1) The first aim is to count. |
More than half of the respondents disagreed. | r >50 %
Three quarters of the budget was spent. | r 75 %
We counted 35 545 images in total. | c 35545 images
Between 2010 and 2014, prices fell by 8%. | p 2010..2014; % 8
Sales reached 2 to 3 million copies. | c 2000000..3000000 copies
The ratio of pupils to teachers was 30:1. | r 30 to 1
Women were twice as likely to leave. | r 2 times
An estimated 14,678 videos were online by 2019. | c ~14678 videos; p ..2019
Only 3 of 40 wells were safe. | c 3; c 40 wells
One can see that this one is better. |
The two-step procedure is a zero-tolerance policy. |
A third party paid for the repairs. |
The 2011 census counted 412 parishes. | y 2011; c 412 parishes
In the 1990s, wages stagnated. | p 1990..1999
He was 34 years old. | d 34 years
The company fined him £20,000. | $ 20000 £
Losses exceeded 60 per cent. | % >60
The village lies 12 km north of the river. | m 12 km
Around fifteen hundred copies were printed. | c ~1500 copies
The file, 3.4 GB in size, is at https://data.example/v2/100. | m 3.4 GB
Almost 97.5% (412 of 423) replied. | % ^97.5; c 412; c 423
Article 12 of the Act requires two copies. | c 2 copies
Hundreds of millions of messages are sent per day. | c >=100000000 messages a day
The tool has been downloaded as many as 900 times. | c <=900 times
The fee is 15 dollars or more. | $ >=15 dollars
Only one witness appeared. | c 1
"""

MEASURED_ON = """
The registry lists 8,412 lighthouses. | c 8412 lighthouses
Almost 700 nurses left the region last winter. | c ^700 nurses
More than 120 languages are spoken in the delta. | c >120 languages
Approximately 60 volunteers sorted 4,500 seeds. | c ~60 volunteers; c 4500 seeds
At most five errors were allowed per page. | c <=5 errors
Up to 2,500 spectators can be seated. | c <=2500 spectators
Some 30% of the samples were spoiled. | % ~30
Yields fell by between 12 and 15 per cent. | % 12..15
Turnout ranged from 41% to 57%. | % 41..57
Children aged 6–11 took part. | d 6..11 years
Approval dropped 9 percentage points after the strike. | pp 9
The museum raised £1.2m in six weeks. | $ 1200000 £; d 6 weeks
Rents average US$850 a month. | $ 850 US$ a month
Over 3.1 billion records were exposed in 2021. | c >3100000000 records; y 2021
The library owns 17.5k maps. | c 17500 maps
One in five parishes lacked a priest. | r 1 in 5
Nearly 3 in 10 farmers were in debt [4]. | r ^3 in 10
A quarter of the glass was broken. | r 25 %
Less than a third of the votes were counted. | r <33.3 %
Fewer than half of the patients returned. | r <50 %
The new engine is four times faster than the old. | r 4 times
Traffic rose tenfold between 2004 and 2012. | r 10 times; p 2004..2012
Enrolment tripled in a decade. | r 3 times
The town has 200+ wells and one mosque. | c >=200 wells
According to Fig. 3 and Table 2a, 18 rivers dried up. | c 18 rivers
Details are given in Appendix 3 and on p. 112. |
This was shown before [3, 7–9] and again in ref. 14. |
In September 2018 two strikes paralysed the port. | t 2018-09; c 2 strikes
Since 2009, 31 glaciers have vanished. | p 2009..; c 31 glaciers
From 1998 to 2003 the fleet lost 77 vessels. | p 1998..2003; c 77 vessels
On July 4, 2016 the dam broke. | t 2016-07-04
The treaty of 1648 is often cited. | y 1648
LAION-5B and H5N1 are names, as is RFC 3778. |
The channel 8chan was not studied. |
We interviewed nurses (N = 27) in three wards. | s 27 N; c 3 wards
The difference was not significant (p = 0.31). | s 0.31 p
Hundreds of bats were found dead. | c >=100 bats
Billions of messages pass through it each day. | c >=1000000000 messages a day
Dozens of villages were flooded. | c >=12 villages
Thirty-two judges and one hundred and ten clerks signed. | c 32 judges; c 110 clerks
A hundred thousand pilgrims arrived. | c 100000 pilgrims
The second and the fourth attempts failed. |
It happened in the early 21st century. |
Patients were followed for 24 months. | d 24 months
A five-year plan and a 10-point scale were adopted. | d 5 years; c 10 points
The iOS 17 release and Boeing 747 jets are not counted. |
Version 3.2 of the tool fixed the bug. |
Not fewer than 40 witnesses were heard. | c >=40 witnesses
Under 15 patients completed the course. | c <15 patients
The parcel weighed 2.5 kg and was 30 cm long. | m 2.5 kg; m 30 cm
Answering took about 20 minutes. | d ~20 minutes
The train leaves at 14:05 and stops at 3 pm. |
(2) The second aim is descriptive. |
Around two thirds of the coast is protected. | r ~66.7 %
Four fifths of all income came from tolls. | r 80 %
The herd numbers 12 000 animals. | c 12000 animals
Between 1970 and 1985 the herd shrank by 40 percent. | p 1970..1985; % 40
The tax brought in 5 to 6 billion euros. | $ 5000000000..6000000000 euros
The odds were 7:1 against. | r 7 to 1
Men were three times more likely to be fined. | r 3 times
An estimated 900 kilometres of track was laid. | m ~900 kilometres
Of the 64 wells, 9 were poisoned. | c 64 wells; c 9
One should not read too much into this. |
A three-step method and a two-sided test were used. |
The 2015 election drew 66 candidates. | y 2015; c 66 candidates
During the 1930s, dust storms were common. | p 1930..1939
She died at the age of 83. | d 83 years
The fine was set at 5,000 euros per day. | $ 5000 euros a day
Losses amounted to well over 10 %. | % >10
Temperatures fell to 4 °C. | m 4 °C
Close to eighteen hundred looms stood idle. | c ^1800 looms
More than a million people crossed the border. | c >1000000 people
The clip, 45 seconds long, was shared 12,000 times. | d 45 seconds; c 12000 times
Just over 51.5% (206 of 400) agreed. | % >51.5; c 206; c 400
Section 230 of the Act has two exceptions. | c 2 exceptions
The app was installed on 3 million phones within 10 days. | c 3000000 phones; d 10 days
Every year 300 to 400 tonnes of salt are mined. | m 300..400 tonnes
The reward is 500 pounds sterling or less. | $ <=500 pounds sterling
By 2030, 45 million jobs may be lost. | p ..2030; c 45000000 jobs
Only 6 women sat on the board of 14 people. | c 6 women; c 14 people
The 7-day average was 31. | d 7 days; c 31
"""
