"""Paragraphs to be cut into sentences, all invented; “¦” stands between two."""

from __future__ import annotations

# Cases the rules were corrected on, once they had been measured on them.
KNOWN = """
We measured sleep in two groups.¦ The first slept longer.
Flynn et al. showed that the effect holds.¦ It was small.
This was first seen by Berg et al.¦ The finding was later repeated.
Several groups (Berg et al. 2019; Ito et al. 2020) disagree.¦ We side with none.
Some devices, e.g. phones, were left out.¦ Others, i.e. lamps, were kept.
Compare this with Fig. 3 and Eq. 4.¦ Both agree.
As Fig. A1 shows, the curve rises.¦ Table 2 gives the numbers.
Light vs. dark made no difference.¦ Nor did warmth.
Dr. Mona Berg led the trial.¦ Prof. Ito wrote the protocol.
It was approved in the U.S. Congress.¦ The vote was close.
They moved from the U.S. to Norway.¦ Nobody asked why.
She lives in the U.S.¦ However, her data do not.
Sample No. 5 was lost.¦ No. 6 was kept.
Is there an effect?¦ The answer is no.¦ The reason is unclear.
See pp. 12–15 of the report.¦ It is long.
The clocks were set ca. 10 min. early.¦ Nobody noticed.
J. Smith and M. L. Ding wrote it.¦ R. K. Rowan read it.
It was written by J. K. Rowan.¦ The book sold well.
The mean was 3.14 and the range 2.71.¦ Both are famous.
The value rose to 0.5.¦ Then it fell.
Visit https://example.org/a.b?c=d for data.¦ The code is at example.net/x.y.
Data are at https://example.org/data.¦ Code is not.
See doi:10.1000/xyz.123 for the record.¦ It is open.
He paused ... and went on.¦ We did not.
“I was tired.”¦ She said it twice.
She said “I was tired.” and left.¦ He stayed.
She asked “Why?” and nobody answered.¦ So she left.
They called it “sleep debt.”¦ We call it nothing.
It ended (as we had feared.)¦ We began again.
The rule (see Sec. 4. It is short) was kept.¦ All agreed.
It was kept (Berg, pers. comm.).¦ It was then lost.
The model was built in 2018.¦ iperov wrote the first version.
People use it daily.¦ iPhone owners use it more.
The code was published in 2017.¦ torzdf maintains it.
Cells were lysed.¦ mRNA was then extracted.
This is well known.[5]¦ It has been shown before.[6, 7]
This is well known. [5]¦ It has been shown before. [6, 7]
This is well known.5¦ It has been shown before.6,7
This is well known.¹²¦ It has been shown before.³
This is known [5].¦ [6] shows the opposite.
There are three steps: 1) sleep, 2) wake, and 3) work.¦ We take them in turn.
The steps are (1) sleep; (2) wake.¦ We skip the third.
1. Switch off the lamp.¦ 2. Close your eyes.¦ 3. Wait.
a. The lamp was on.¦ b. The lamp was off.
研究显示睡眠不足。¦参与者很累。¦这是为什么？¦没有人知道。
これは短い文です。¦次の文です。
彼は「眠い。」と言った。¦そして寝た。
هل ننام جيدا؟¦ لا نعرف الجواب.¦ هذا كل شيء.
हम सोते हैं। ¦वे जागते हैं।
We asked whom?!¦ Everyone.
Wow!¦ That was quick.
The firm Yahoo! Sleep closed.¦ Nobody mourned.
Berg Inc. sold lamps.¦ Ito Ltd. bought them.
The lamps were sold by Berg Inc.¦ The price was low.
We used lamps, screens, clocks, etc.¦ All were new.
We used lamps, etc. in both rooms.¦ All were new.
It began at 8 p.m. and ended at 6 a.m.¦ Everyone slept.
She holds a Ph.D. in physics.¦ He does not.
She holds a Ph.D.¦ He does not.
On Jan. 5 we began.¦ On Feb. 7 we stopped.
The study ran until Oct. 2021.¦ It cost little.
Patients took vitamin C.¦ They recovered.
We compared type A and type B.¦ Both failed.
Let the point be x.¦ Then the line is y.
Kaiming H. He et al. proposed it.¦ We use it.
We follow K. He and others.¦ They were first.
“We were tired.¦ We were hungry.”¦ They went home.
The bill was brought in by Sen. Rowan.¦ It failed.
Gen. Ito and Rep. Berg agreed.¦ Gov. Rowan did not.
St. Olav gave the city its name.¦ Mt. Fuji did not.
They met at approx. 20 sites.¦ Each had a lamp.
The act (Pub. L. No. 12) was passed.¦ It holds.
cf. Berg for a survey.¦ It is dated.
Use version 2.0.¦ Version 1.0 is broken.
It is fast.¦ E.g. one run takes a second.
It took 5 s.¦ Nobody waited.
Of these, 35 were women.¦ 40 were men.
The lamp cost $5.¦ $3 went to the maker.
The tag was removed.¦ #sleep remained.
We quote “[t]he night is long” from Berg.¦ It is.
They wrote “sleep [...] is lost” in 1999.¦ We agree.
He began: “Night fell.¦ [...] Day broke.”¦ We quote him in full.
Was ist das?¦ Das ist z.B. ein Satz.¦ Er ist kurz.
Am 3. Mai 2020 begann es.¦ Es endete bald.
Il pleut.¦ Élise dort.¦ Où est-elle ?¦ Ici.
¿Qué pasa?¦ ¡Nada!¦ Todo va bien.
It is *important.*¦ *Very* important.
The result was robust (p < .001).¦ The other was not (p = .4).
Weights were set to w.r.t. the mean.¦ That was wrong.
The network (cf. Sect. 3.2) has layers.¦ They are deep.
The so-called “nap room” (Fig. 2b) was used.¦ It was dark.
We thank A. B. and C. D. for help.¦ E. F. declined.
This holds in Washington, D.C. and in Oslo.¦ It fails elsewhere.
The court in Berg v. Rowan held so.¦ It was reversed.
See Art. 5 and para. 3.¦ They conflict.
Nobody knew, not even the author himself.¦ “What now?” she asked.
He left at once.¦ ‘So what?’ she said.
Section 3.2.¦ The plan follows.
All of it fails when n = 3.¦ For n = 4 it holds.
We ran it for 10 h.¦ After that it stopped.
This was true in 2016.¦ In 2017 it was not.
Cinecom.net shows how.¦ It takes a minute.
The file is named a_b.txt.¦ It is small.
The site MrLamp.com was built by them.¦ It is gone.
These are ‘long nights’.¦ Those are short.
They slept.¦ (They had been tired.)¦ They woke.
They slept (they had been tired. Very tired.) and woke.¦ Then they ate.
The list of authors (eds. Berg and Ito) is short.¦ It is old.
The 2nd ed. appeared in 2001.¦ The 3rd never did.
Vol. 3, no. 2, pp. 1–9 has it.¦ Look there.
Ms. Rowan, M.D., was there.¦ Mr. Ito Jr. was not.
It came from Hr. Berg.¦ He denied it.
The effect is real…¦ Or is it?
First… second… third.¦ That is all.
I. Berg found it.¦ II. is another matter.
It was shown by Berg [12].¦ Ito [13] disputes it.
It was shown (12,13).¦ Ito (14) disputes it.
“Is it?” Berg asked.¦ “It is.”
We had 1,234.5 hours.¦ 6,789 nights remained.
The ratio is 1:2.¦ That of lamps is 3:4.
He said no.¦ I left.
Trains stop at No. 10.¦ A stop is short.
Add 5 ml.¦ Stir well.
Growth of E. coli was slow.¦ That of B. subtilis was fast.
Homo sapiens sp. nov. was described.¦ It sleeps.
We refer to Berg (2019, p. 5).¦ Page 6 is torn.
Write to mona@example.org.¦ She answers.
It stood at −5 °C.¦ It rose to 5 °C.
Ask why.¦ Then ask how.
Sleep was logged by hand.¦ Clocks were not trusted.
The protocol by Ito et al. [14] was used.¦ We changed two steps.
According to Rowan et al., naps help.¦ Others doubt it (cf. Berg et al., in press).
We asked nurses, drivers, etc.¦ Nobody refused.
The E.U. directive came first.¦ The U.K. followed.
Between 9 a.m. and 5 p.m. the rooms were lit.¦ Later they were dark.
Equation (3) and Eqs. (4)–(6) hold.¦ So does Thm. 2.
Lamps by Berg & Co. were used.¦ They were dim.
The answer by Dr. A. M. Rowan came late.¦ It was short.
Light was blue (470 nm).¦ Red light (630 nm) was the control.
Error fell to 0.05%.¦ That was enough.
It is stored under /data/v1.2/run.¦ Access is free.
She wrote: “Nobody sleeps here.”¦ The ward was loud.
“Do you sleep?” was the question.¦ Few said yes.
Naps were rare.²¦ Coffee was not.³⁻⁵
Naps were rare.21¦ Coffee was not.22–24
Naps were rare.[21]¦ Coffee was not.[22]–[24]
The tool was taken down.¦ yuanxiao put it back.
Users own two devices.¦ eReaders were counted as phones.
Was it the light?¦ Or the noise?¦ We do not know!
(The lamp was broken.)¦ We bought another.
The lamp (it was old. It broke.) was replaced.¦ No data were lost.
Group B.¦ Group A was larger.
Those with hepatitis B.¦ The rest were healthy.
His name was Rowan Jr.¦ He was tall.
In Rowan v. Berg the court said so.¦ No appeal followed.
We used Python 3.11.¦ Version 3.12 was not out.
I saw it.¦ You did not.¦ He might have.
睡眠很重要！¦我们同意。¦“真的吗？”她问。
نام المرضى جيدا.¦ لم يستيقظ أحد.
Wir schliefen gut.¦ Dr. Berg z. B. schlief nicht.
On p. 7 the figure differs.¦ On p. 8 it is right.
Ten wards (approx. 200 beds) took part.¦ Two left.
Some say this is normal...¦ We do not.
This is, as he put it, “...a long night.”¦ Nobody disagreed.
(a) The room was dark.¦ (b) The room was lit.
The rule applies to Sec. 2(a).¦ It has limits.
The dose was 5 mg/kg.¦ Rats got more.
Their site, sleep.example.com, is down.¦ Copies exist.
See Berg (1999), pp. 3 ff. for more.¦ It is brief.
The ward closed in Dec. 2019.¦ It opened again in Mar. 2021.
Col. Rowan spoke first.¦ Lt. Ito spoke last.
The study was registered (NCT No. 0123).¦ Results are due.
That was the plan.¦ “It failed,” she said.
We call these *night owls*.¦ *Larks* are the others.
They kept i) a diary, ii) a clock, and iii) a lamp.¦ All were free.
The variance is s².¦ The mean is m.
Set k to 3.¦ 5 runs were made.
Mrs. Berg vs. the ward: who was right?¦ Both were.
The trend is clear: more light, less sleep.¦ See the Appendix.
""".strip().split("\n")

# Cases written after the rules were done and never used to change them.
HELD_OUT = """
The lamps were dimmed at ten.¦ By eleven most of the wards were quiet.
Ode et al. [3] and Rowan et al. [4] used the same clocks.¦ We did as well.
The first to say so was Ode et al.¦ Their data are lost.
Several devices (i.e., clocks, lamps, etc.) were lent.¦ None came back.
The trial ran in the U.K. and in the U.S.¦ The two arms differ.
See Figs. 2 and 3.¦ Also see Suppl. Table 4.
Nurses slept 5.2 h; doctors, 4.9 h.¦ Porters slept longest.
Sleep was poor (r = .31, p < .05).¦ No other effect was found.
Prof. Dr. Ada Rowan spoke.¦ Then Mr. Ito did.
The lamp costs approx. €20.¦ It lasts a year.
“Nobody asked us.”¦ So said a nurse.
“Nobody asked us,” said a nurse.¦ “Nobody ever does.”
Who sleeps at noon?¦ Cats do.¦ Do we?
He wrote “Why not?” in the margin.¦ Then he stopped.
As noted above [2], it fails.¦ [3] and [4] confirm that.
Naps help.¹⁰¦ Long naps do not.¹¹
Naps help.10–12¦ Long naps do not.13
Naps help. [10]¦ Long naps do not. [11, 12]
The tool is kept by a volunteer.¦ nobody2020 pays for it.
Blood was drawn at noon.¦ tRNA was kept on ice.
Her title is M.Sc.¦ The degree took two years.
It was filed under No. 12-345.¦ The file is closed.
It was heard in Ode v. Ito.¦ The judge was asleep.
The text ends on p. 12.¦ A note follows.
Set n to 4.¦ Set m to 5.
The set is {1, 2, 3}.¦ Its sum is six.
We tested patients with diabetes type 2.¦ They slept badly.
The authors are J.-P. Ode and A.-M. Ito.¦ They work in Oslo.
(The data are public.)¦ (The code is not.)
The ward was (and is; see Sec. 2) loud.¦ We moved.
Look at www.example.org.¦ It is down.
The address is https://example.org/?q=a&b=c.¦ Save it.
The file holds e.g. names.¦ It holds no dates.
In Mar. 2020 all stopped.¦ In Sept. it went on.
The rule took effect on 1 Jan.¦ Nobody obeyed.
We used 3 mg of it.¦ 4 mg did harm.
… and so it ended.¦ Or did it?
They wrote: “The night ... was short.”¦ We agree.
El Dr. Berg durmió mal.¦ La Sra. Ito no durmió.
Das ist d. h. falsch.¦ Niemand schlief.
睡眠有三个阶段：浅睡、深睡和梦。¦我们只看第一个。
「眠れない」と彼は言った。¦なぜか？¦誰も知らない。
كان الليل قصيرا.¦ من نام؟¦ لا أحد.
Он спал.¦ Она, т. е. сестра, не спала.
Caffeine (cf. Ode, 2019) delays sleep.¦ Tea does too.
The so-called “St. Olav study” is old.¦ Its author is not known.
It worked, cf. Table 3.¦ It worked twice.
Add the sugar, the salt, etc., and wait.¦ Then taste.
Is it 5 p.m. or 6 p.m.?¦ Ask the nurse.
Vitamin D. deficiency was common.¦ Vitamin B was fine.
""".strip().split("\n")
