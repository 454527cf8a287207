### Teksten in het Nederlands. Dezelfde namen staan in elke taal; een test bewaakt dat.

## Spieren
muscle-chest = borst
muscle-shoulders = schouders
muscle-lats = brede rugspieren
muscle-upper_back = bovenrug
muscle-traps = monnikskapspier
muscle-biceps = biceps
muscle-triceps = triceps
muscle-forearms = onderarmen
muscle-neck = nek
muscle-abdominals = buikspieren
muscle-lower_back = onderrug
muscle-glutes = billen
muscle-quadriceps = bovenbenen
muscle-hamstrings = hamstrings
muscle-adductors = binnenkant dijen
muscle-abductors = buitenkant heupen
muscle-calves = kuiten

## Gewrichten
joint-shoulder = schoudergewricht
joint-elbow = elleboog
joint-wrist = pols
joint-lumbar = lage rug (wervels)
joint-hip = heup
joint-knee = knie
joint-ankle = enkel

subject-whole = hele lichaam

## Soorten dagen, stoplicht
day-training = training
day-active-recovery = actief herstel
day-rest = rust
light-green = groen
light-amber = oranje
light-red = rood
light-grey = onbekend

## Wat je kunt loggen, zoals het na "log" staat
input-training = je trainingen en je rustdagen
input-sleep = je nachten
input-check_in = 's ochtends hoe je je voelt
input-heart_rate = je rusthartslag of HRV

## Niveaus en doelen
level-novice = beginner
level-intermediate = halfgevorderd
level-advanced = gevorderd
goal-size = spieropbouw
goal-strength = kracht
goal-general = algemene fitheid

## Dagen en maanden
weekday-1 = maandag
weekday-2 = dinsdag
weekday-3 = woensdag
weekday-4 = donderdag
weekday-5 = vrijdag
weekday-6 = zaterdag
weekday-7 = zondag
weekday-short-1 = ma
weekday-short-2 = di
weekday-short-3 = wo
weekday-short-4 = do
weekday-short-5 = vr
weekday-short-6 = za
weekday-short-7 = zo
month-1 = januari
month-2 = februari
month-3 = maart
month-4 = april
month-5 = mei
month-6 = juni
month-7 = juli
month-8 = augustus
month-9 = september
month-10 = oktober
month-11 = november
month-12 = december
month-short-1 = jan
month-short-2 = feb
month-short-3 = mrt
month-short-4 = apr
month-short-5 = mei
month-short-6 = jun
month-short-7 = jul
month-short-8 = aug
month-short-9 = sep
month-short-10 = okt
month-short-11 = nov
month-short-12 = dec
moment-now = nu
moment-later = na twee weken

## Redenen van de engine
reason-muscle-not-recovered = { $subject }: { $value-recovered } hersteld; zware sets kunnen weer vanaf { $limit-recovered }.
reason-muscle-partly-recovered = { $subject }: { $value-recovered } hersteld; hooguit { $limit } zware { $limit ->
        [one] set
       *[other] sets
    }.
reason-weekly-ceiling = { $subject }: { $value } zware sets gedaan in de week; { $limit } is op jouw niveau het meeste voor een week.
reason-rest-needed = { $value } { $value ->
        [one] rustdag
       *[other] rustdagen
    } in de laatste zes dagen; in elke zeven dagen horen er nu minstens { $limit } te zijn.
reason-muscle-loaded-today = { $subject }: vandaag al getraind; eens per dag is genoeg.
reason-no-time = { $limit ->
        [0] Op deze dag is er geen tijd om te trainen.
       *[other] Dit duurt { $value } min; op deze dag is er { $limit } min.
    }
reason-no-equipment = Hiervoor zijn spullen nodig die er niet zijn.
reason-rule-missing = De regel “{ $rule }” is hier niet geladen; tot die er is blijven de grenzen aan de veilige kant.
reason-rule-failed = De regel “{ $rule }” gaf geen bruikbaar antwoord; tot dat lukt blijven de grenzen aan de veilige kant.
reason-rule-missing-skipped = De regel “{ $rule }” is hier niet geladen; het antwoord is zonder die regel.
reason-rule-failed-skipped = De regel “{ $rule }” gaf geen bruikbaar antwoord; het antwoord is zonder die regel.
reason-rule-without-reason = De regel “{ $rule }” stelt deze grens en zegt niet waarom.
reason-clearance-needed = Wat je ons vertelde vraagt eerst om akkoord van een arts of fysiotherapeut. Daarna plannen we samen.
reason-emergency = Stop nu en bel 112. Trainen kan wachten.
reason-same-day-care = Stop nu en zoek vandaag nog medische hulp: je huisarts, de huisartsenpost of de spoedeisende hulp. Trainen kan wachten.
reason-lags-after-deload = Twee weken na een lichte week blijf je nog achter bij wat voor jou gewoon is. Het plan pauzeert; bespreek het met een arts.
reason-see-professional = Laat eerst een arts of fysiotherapeut hiernaar kijken voor je weer traint.
reason-energy-or-mind = Hoe het met je gaat komt eerst: voorlopig plannen we geen training. Praat met je huisarts of met iemand die je vertrouwt; denk je aan jezelf iets aandoen, bel dan nu 113 (0800-0113).
reason-fever = Koorts: alleen rust, tot het over is.
reason-pregnancy = Zwanger of kort geleden bevallen: beweeg in overleg met je verloskundige of arts; zwaarder wordt het hier niet.
reason-minor-supervised = Als je { $value } bent: techniek met een trainer erbij, twee of drie dagen per week, nooit twee dagen achter elkaar en nooit tot het uiterste.
reason-guardian-consent = Als je { $value } bent, moet een ouder of voogd eerst akkoord geven. Tot dan hooguit drie dagen per week training en nooit twee dagen achter elkaar.
reason-joint-pain = { $subject }: pijn { $value } van 10; vanaf { $limit } wordt dit gewricht niet belast. Laat er een deskundige naar kijken.
reason-older-beginner = Als je { $value } bent, is het verstandig te beginnen met minstens { $limit } herhalingen over.
reason-long-pain = { $subject }: al { $value } dagen pijn; dit gewricht wordt niet belast. Laat er een deskundige naar kijken.
reason-periods-absent = Al { $value } dagen geen menstruatie. Zwaarder wordt het nu niet; laat er een arts naar kijken, ook als je je goed voelt.
reason-periods-unlogged = Al { $value } dagen geen menstruatie gelogd. Is ze weggebleven, praat dan met een arts; log je het gewoon niet meer, dan is er niets aan de hand.
reason-weight-loss = Je lichaamsgewicht is gedaald zonder dat je dat als doel hebt verteld. Zwaarder wordt het nu niet; weet je niet waarom, laat er dan een arts naar kijken.
reason-low-energy = Wat je vertelde over eten en trainen laat te weinig energie over. Zwaarder wordt het nu niet; praat met een arts of diëtist.
reason-easier-wished = Je vroeg om een lichtere dag: hooguit { $value-percent } van je gewone belasting.
reason-rest-to-recover = { $subject }: { $value-recovered } hersteld; deze dag geeft tijd.
reason-rest-targets-met = { $subject }: het werk van de week is gedaan ({ $value } van de beoogde { $limit } sets).
reason-rest-between = { $value } { $value ->
        [one] trainingsdag
       *[other] trainingsdagen
    } in de laatste zeven; rust past hier beter in de week dan nog een training.
reason-active-recovery = { $value } min rustig wandelen of mobiliteit; het telt als rust.
reason-train-ready = { $subject }: hersteld; gemiddeld { $value } van de beoogde { $limit } sets per week.
reason-no-available-day = Op geen enkele dag van dit plan is er tijd om te trainen, dus is elke dag een rustdag. Geef dagen en minuten op waarop het wel kan, dan komt er een plan.
reason-no-time-for-any = De kortste training die past duurt { $value } min, en op geen enkele dag is er meer dan { $limit } min.
reason-no-equipment-for-any = Voor elke training zijn spullen nodig die er niet zijn.
reason-favourites-unavailable = Op geen van de favoriete dagen is er tijd; daarom zijn het andere dagen geworden.
reason-day-unavailable = Geen tijd om te trainen op deze dag, dus een rustdag.
reason-already-trained = Vandaag is er al getraind; de rest van de dag is voor herstel.
reason-pinned = Vooraf zo afgesproken.
reason-pin-not-kept = Voor de training die voor deze dag was afgesproken is geen ruimte.
reason-appointment = Dit staat vast; de dagen eromheen maken er ruimte voor.
reason-appointment-over-limits = Dit staat vast, en het is meer dan je grenzen voor deze dag toelaten. Je mag het lichter doen of overslaan.
reason-lighter-session = Een lichtere training: daar is op deze dag ruimte voor.
reason-endurance-habit = Duurtraining die je gewend bent; het plan houdt die erin.
reason-light-week-due = Tijd voor een lichte week: half zoveel sets, verder van falen, op dezelfde dagen. Deskundigen raden dat eens in de vier tot acht weken aan.
reason-light-week-asked = Je prestaties en hoe je je voelt blijven achter bij wat gewoon is: een lichte week, met half zoveel sets en verder van falen.
reason-taper = Nog { $value } { $value ->
        [one] dag
       *[other] dagen
    } tot je evenement: { $limit-percent } van je gewone aantal sets, met dezelfde gewichten.
reason-event-day = De dag van je evenement: geen andere training.
reason-week-of-training = Gemiddeld { $value } van de beoogde { $limit } zware sets per spier.
reason-week-turns-out-light = Door tijdgebrek of grenzen wordt dit een lichte week: { $value-percent } van de sets van de weken ervoor.
train-ready-estimated = { $subject }: hersteld, voor zover bekend.
stop-pregnancy = Zwanger of kort geleden bevallen: beweeg in overleg met je verloskundige of arts; we plannen nu geen training.
reason-without-text = Regel { $rule }, reden { $code } ({ $subject }): gezien { $value }, grens { $limit }.

## Wat achterblijft
heading-lagging = Wat achterblijft
lag-watch = Een eerste teken, niet meer dan dat. Voor de zekerheid wat minder.
lag-suspected = Kracht en andere signalen blijven samen achter: functionele overreaching, tijdelijk te veel belasting, is mogelijk. Met een lichte week gaat dat meestal binnen dagen tot weken over.
lag-strength = Kracht: sinds { $since } minder dan te verwachten was.
lag-strength-lifts = Kracht: sinds { $since } minder dan te verwachten was: { $lifts }.
lag-wellness = Gevoel: je check-ins zijn lager dan je gewoonlijk invult.
lag-heart = Hart: je hartslagvariatie was tegelijk laag.
lag-chance-per-year = Ook bij wie niets heeft komt dit zo'n { $times } keer per jaar voor.
lag-chance-once-in = Bij gesimuleerde leden die niets hebben komt dit ook voor, ongeveer eens in de { $years } jaar.

## Gelogde waarden die moeilijk te geloven zijn
doubt-hrv-other-measure = HRV van “{ $source }” (lnRMSSD { $value-fine }) ligt ergens anders dan de jouwe ({ $usual-fine }): misschien een andere maat, zoals SDNN. Die telt niet mee.
doubt-hrv-far-off = HRV (lnRMSSD { $value-fine }) ligt ver van de jouwe ({ $usual-fine }): misschien een andere maat of eenheid. Die telt niet mee.
doubt-resting-heart-rate-far-off = Een rusthartslag van { $value } ligt ver van de jouwe ({ $usual }): misschien niet in rust gemeten. Die telt niet mee. Klopt hij wel, laat er dan een arts naar kijken.
doubt-body-mass-unit = Een lichaamsgewicht van { $value } kg lijkt een andere eenheid: { $ratio } keer wat je gewend bent. Het telt niet mee.
doubt-body-mass-far-off = Een lichaamsgewicht van { $value } kg ligt ver van wat je gewend bent. Het telt niet mee.
doubt-load-pounds-as-kilograms = { $exercise }, { $value } kg: lijken ponden, { $ratio } keer wat je gewend bent. Het gewicht telt niet mee.
doubt-load-kilograms-as-pounds = { $exercise }, { $value } kg: lijken kilo’s die voor ponden zijn aangezien, { $ratio } keer wat je gewend bent. Het gewicht telt niet mee.
doubt-load-far-off = { $exercise }, { $value } kg: { $ratio } keer wat je gewend bent, misschien een cijfer te veel. Het gewicht telt niet mee.
doubt-reps-far-off = { $exercise }: { $value } herhalingen in één set, terwijl je er { $usual } gewend bent. Het aantal telt niet mee.
doubt-reserve-like-effort = { $value } herhalingen in reserve in een zware training: dat lijkt inspanning (RPE) op de plek van de reserve. De reserve telt niet mee.
doubt-effort-none = Een inspanning van { $value } voor een training waarin gewerkt is: misschien niet ingevuld. Die telt niet mee.
doubt-effort-against-reserve = Een inspanning van { $value } past niet bij de reserve van de sets, die op ongeveer { $usual } wijst. De inspanning telt niet mee.
doubt-session-too-short = { $value } min is te kort voor wat er gedaan is; dat duurt { $usual } min of langer. De duur telt niet mee.
doubt-session-too-long = { $value } min voor iets van ongeveer { $usual }: misschien een klok die niemand stopzette. De duur telt niet mee.
doubt-visit-too-long = Een bezoek van { $value } min, terwijl ongeveer { $usual } gewoon is: misschien niet uitgecheckt. De duur telt niet mee.
doubt-exercise-heart-rate-at-rest = Een gemiddelde hartslag van { $value } tijdens een training is niet hoger dan in rust ({ $usual }). Die telt niet mee.
doubt-distance-too-far = { $value } km is verder dan iemand in die tijd komt. Afstanden worden alleen getoond.
doubt-sleep-twice = Deze nacht is ook gelogd door “{ $other }”; die telt.
doubt-sleep-too-much = De slaap van één dag komt samen op { $value-hours }, meer dan er in een dag past. Niets ervan telt mee.
doubt-session-twice = Deze training is ook gelogd door “{ $other }”; die telt.
doubt-sessions-overlap = Valt samen met een training gelogd door “{ $other }”. Ze tellen allebei; is het er één, neem er dan een terug.
doubt-before-birth = Ligt voor de geboortedag in het profiel. Het telt niet mee.
heading-doubts = Moeilijk te geloven
doubt-on = { $day }: { $doubt }
doubt-more = nog { $count } van zulke
doubts-correct = Klopt een waarde niet, neem die invoer dan terug en log haar opnieuw. Klopt ze wel, dan hoef je niets te doen: wat zo blijft, wordt na een paar keer geloofd.

## Koppen van een antwoord
heading-why = Waarom
heading-recovery = Herstel
heading-ready = klaar
heading-today-sets = vandaag
heading-today = Vandaag
heading-week = { $days ->
        [7] Deze week
       *[other] De komende { $days } dagen
    }
headline-training = Vandaag: { $session }, { $minutes } min.
headline-active-recovery = Vandaag: actief herstel. { $minutes } min in een rustig tempo; het telt als rust.
headline-rest = Vandaag: rust.
headline-green = Je gewone training past vandaag.
headline-amber = Training past vandaag, binnen grenzen.
headline-red = Vandaag is voor rust.
headline-red-part = Laat er iemand naar kijken; de rest van je lichaam kan binnen grenzen trainen.
headline-grey = Er is te weinig bekend om het te zeggen; begin licht en log wat je doet.
headline-professional = Voorlopig geen training: laat eerst een deskundige kijken.
headline-not-ready = Nog niet klaar: { $muscles }.
part-until = { $part } (tot { $moment })
reasons-more = en nog { $count }: --everything toont ze.

## Hersteltabel
row-systemic = hele lichaam
row-sleep = slaap
row-mind = frisheid
row-balance = herstelbalans
sets-range = { $range } { $to ->
        [one] set
       *[other] sets
    }
load-usual = gewoon
load-light = licht
load-none = –
load-not-today = vandaag niet
joint-change = laatste week { $change }
joint-pain = pijn { $pain }/10
sleep-debt = tekort { $debt }
sleep-night = afgelopen nacht { $night } van { $need }
unknown = onbekend
score = { $score } van 100

## Ruimte van vandaag
today-load = Belasting { $range } AU (gewoonlijk { $usual }), bijvoorbeeld { $minutes } min op inspanning { $effort } van 10.
today-load-estimated = Om te beginnen hooguit { $most } AU (geschat), bijvoorbeeld { $minutes } min op inspanning { $effort } van 10.
today-load-anyway = Als je toch wilt trainen: hooguit { $most } AU, bijvoorbeeld { $minutes } min op inspanning { $effort } van 10.
today-load-none = Vandaag geen trainingsbelasting.
today-intensity = Niet zwaarder dan { $percent } van wat je één keer kunt tillen.
today-rir = Houd in elke set minstens { $reps } { $reps ->
        [one] herhaling
       *[other] herhalingen
    } over.
today-minutes = Niet langer dan { $minutes } min.
today-extra-rest = Deze week is er ruimte voor { $days } { $days ->
        [one] rustdag
       *[other] rustdagen
    } meer dan gewoonlijk.
today-prefer-active = Wandelen of mobiliteit mag graag.

## Weektabel
minutes = { $minutes } min
sets = { $sets } { $sets ->
        [one] set
       *[other] sets
    }
exercise-line = { $sets }×{ $reps }, { $percent } van 1RM, { $rir } over

## Onderaan
confidence-good = Zekerheid: goed.
confidence-fair = Zekerheid: redelijk.
confidence-low = Zekerheid: laag.
log-next = Log { $input }: dat zegt ons het meest.
heading-weeks = Week voor week
week-build = training
week-light = licht
week-taper = afbouw
week-load = { $load } AU.
sessions = { $sessions } { $sessions ->
        [one] training
       *[other] trainingen
    }
event-outlook = Op { $date }: naar verwachting { $expected } van wat je helemaal uitgerust kunt; zonder afbouw { $without }. De afbouw begint { $days } { $days ->
        [one] dag
       *[other] dagen
    } ervoor en neemt { $less } van het werk weg. Dit zegt een model, geen meting.
event-outlook-no-taper = Op { $date }: naar verwachting { $expected } van wat je helemaal uitgerust kunt. Dit zegt een model, geen meting.
changed-from = Gewijzigd: het was { $session }
changed-from-rest = Gewijzigd: het was rust
also-session = Ook { $session }
heading-alternatives = Andere plannen die passen
instead-of = { $session } in plaats van { $before }
alternative-cost = { $cost } minder waard dan het beste plan.
alternative-hardly = Bijna zo goed als het beste plan: minder dan 1 % minder.
alternative-less = Minder waard dan het beste plan.
plan-optimal = Bewezen het beste binnen deze grenzen.
plan-gap = Beste gevonden; hooguit { $gap } beter is mogelijk.
not-medical = Informatie, geen medisch advies. Je mag altijd voor rust kiezen.

## Een training toetsen
check-fits = Deze training past vandaag.
check-reduced = Past vandaag met minder sets.
check-not = Past vandaag niet: { $parts }.
check-this-way = Wel zo
check-from = Wel dan
check-limit = Grens
check-from-moment = vanaf { $moment }, als je tot dan rust.
check-no-moment = twee weken rust verandert dat niet; kies een kleinere training of vraag je trainer.
check-by = door { $rule }
check-hard-sets = zware sets: gevraagd { $asked }, ruimte voor { $allowed }
check-joint-load = gewrichtsbelasting: gevraagd { $asked }, ruimte voor { $allowed }
check-session-load = belasting: gevraagd { $asked }, ruimte voor { $allowed }
check-intensity = zwaarte: gevraagd { $asked } van 1RM, ruimte tot { $allowed }
check-minutes = minuten: gevraagd { $asked }, ruimte voor { $allowed }
check-rir = herhalingen over: gevraagd { $asked }, nodig { $allowed }
engine-name = de engine

## Hoe een lid een dag waarschijnlijk beoordeelt
feeling-readiness = Gereedheid (0 tot 10, 10 is het best)
feeling-fatigue = Vermoeidheid (1 tot 5, 5 is fris)
feeling-soreness = Spierpijn (1 tot 5, 5 is geen)
forecast-heading = Wat je waarschijnlijk invult
forecast-today = vanochtend
forecast-tomorrow = morgen
forecast-rating = { $feeling }, { $day }: ongeveer { $expected }; { $low } tot { $high } op { $hundredths } van de 100 van zulke dagen.
forecast-rating-either = { $feeling }, { $day }: ongeveer { $expected }; { $low } of { $high } op { $hundredths } van de 100 van zulke dagen.
forecast-rating-point = { $feeling }, { $day }: { $expected } op { $hundredths } van de 100 van zulke dagen.
forecast-basis = Uit { $ratings } dagen die je invulde, de laatste { $days ->
        [one] de dag ervoor
       *[other] { $days } dagen ervoor
    }.
forecast-basis-short-night = Je laatste nacht was { $hours } u korter dan gewoonlijk.
forecast-basis-long-night = Je laatste nacht was { $hours } u langer dan gewoonlijk.
forecast-basis-usual-night = Je laatste nacht was als gewoonlijk.
forecast-basis-lighter = Je laatste drie hele dagen waren lichter dan gewoonlijk.
forecast-basis-heavier = Je laatste drie hele dagen waren zwaarder dan gewoonlijk.
forecast-basis-usual-load = Je laatste drie hele dagen waren als gewoonlijk.
forecast-too-few = { $feeling }: { $ratings ->
        [0] nog niet ingevuld
        [one] op 1 dag ingevuld
       *[other] op { $ratings } dagen ingevuld
    }; vanaf { $needed } dagen is er iets om uit te voorspellen.
forecast-too-long-ago = { $feeling }: { $days } dagen geleden voor het laatst ingevuld, en een voorspelling reikt { $reach } dagen. Vanaf de volgende keer is er weer een.
forecast-unwell = { $feeling }: geen voorspelling zolang je ziek bent of er een waarschuwingsteken is; eerdere dagen zeggen daar niets over.
forecast-not-known = Wat nog komt, zoals de slaap van vannacht, zit er niet in, en een dag kan anders uitpakken. Vul in hoe je je voelt, niet wat er is voorspeld.

## Kaders van de opdrachtregel
member-unnamed = Lid
file-old = De laatste gebeurtenis in dit bestand is { $days } dagen oud; intussen is veel onbekend. Terugkijken kan met --at { $at }.

## Importeren
import-new = Een nieuw ledenbestand volgt; geef --member BESTAND om er een aan te vullen, --output BESTAND om er een te schrijven.
import-read = { $count } { $count ->
        [one] training
       *[other] trainingen
    } gelezen uit { $file }, { $issues } { $issues ->
        [one] ding
       *[other] dingen
    } om naar te kijken.
import-added = { $count } { $count ->
        [one] training
       *[other] trainingen
    } toegevoegd aan { $file }{ $known ->
        [0] {""}
       *[other] {" "}({ $known } waren er al)
    }.
import-written = { $count } { $count ->
        [one] training
       *[other] trainingen
    } geschreven naar { $file }{ $known ->
        [0] {""}
       *[other] {" "}({ $known } waren er al)
    }.
import-unmapped = { $file }: regel { $line }: oefening `{ $name }` staat niet in de catalogus; de { $sets } { $sets ->
        [one] set telt
       *[other] sets tellen
    } alleen voor het hele lichaam
import-unit = { $file } zegt zelf dat gewichten in { $own } zijn; --unit { $given } geldt alleen waar het bestand niets zegt.
import-moment = { $file } vroeg naar { $moment }, vóór de nieuwste van deze trainingen; dat moment (`at`) is eruit gehaald, dus voortaan gaat het over het moment waarop je vraagt.

## Regels
rules-rule = regel
rules-state = toestand
rules-version = versie
rules-tier = soort
rules-digest = kenmerk
rules-loaded = geladen
rules-restarting = start opnieuw
rules-quarantined = in quarantaine
rules-trouble = { $why }, sinds { $since }
rules-missing = ontbreekt
rules-refused = geweigerd
rules-until-tighten = grenzen zijn strenger tot die er is
rules-until-skip = antwoorden komen zonder die regel
rules-not-there = regel `{ $rule }` is niet in { $folder }; { $until }

## Waarom: waar het van komt en wat het verandert
heading-limits = Grenzen van nu
heading-ways = Zo past het wel
heading-change = Wat het stoplicht verandert
heading-from = Waar het van komt
explain-green = { $light }: niets begrenst je gewone training.
explain-grey = { $light }: er is te weinig bekend om het te zeggen.
explain-binds = { $light }, door: { $parts }.
explain-until = Geldt niet meer vanaf { $moment }, als je tot dan rust.
explain-no-until = Door te rusten alleen gaat dit niet binnen twee weken over.
explain-resting-not-enough = Rusten alleen verandert dit niet binnen twee weken.
explain-light-from = { $light } vanaf { $moment }, als je tot dan rust.
explain-days = Belasting van de laatste zeven dagen (AU): { $days }. Gelijkheid: { $monotony }.
explain-kept = Er blijft { $kept } van de belasting over.
change-fewer-sets = { $exercise } { $to } in plaats van { $from } { $from ->
        [one] set
       *[other] sets
    }
change-without = zonder { $exercise }
change-reserve = lichter: in elke set minstens { $to } { $to ->
        [one] herhaling
       *[other] herhalingen
    } over in plaats van { $from }
change-shorter = { $activity } { $to } min in plaats van { $from }
change-easier = { $activity } op inspanning { $to } in plaats van { $from }
change-later = dezelfde training vanaf { $moment }, als je tot dan rust
cause-session = training ({ $day })
cause-unknown-day = niets gelogd, een gewone dag aangenomen ({ $day })
cause-night = { $hours } geslapen ({ $day })
cause-unknown-night = een gewone nacht aangenomen ({ $day })
cause-check-in = je check-in ({ $day })
cause-others = andere
index-sleep = slaap
index-energy = energie
index-heart_rate_variability = HRV
index-resting_heart_rate = rusthartslag
index-monotony = dagen die op elkaar lijken
index-wellness = hoe je je voelt
index-effort_drift = training die zwaarder voelt
index-days_since_rest = dagen zonder rustdag
number-muscle_fatigue = { $part }
number-weekly_hard_sets = { $part }, deze week
number-joint_acute = { $part }
number-joint_ramp = { $part }, laatste week
number-joint_pain = { $part }
number-systemic_fatigue = hele lichaam
number-sleep_last_night_h = afgelopen nacht
number-sleep_debt_h = slaaptekort
number-recovery_balance = herstelbalans
number-mental_freshness = frisheid
number-training_days_in_a_row = trainingsdagen op rij
number-illness = ziek gemeld
number-warning_signs = waarschuwingsteken gemeld
number-monotony = gelijkheid van de dagen
number-rest_days_in_last_6 = rustdagen in de laatste zes dagen
figure-recovered = { $recovered } hersteld
figure-hard-sets = { $sets } zware { $sets ->
        [one] set
       *[other] sets
    }
figure-usual-sessions = nog { $sessions } gewone { $sessions ->
        [one] training
       *[other] trainingen
    } te verwerken
figure-percent = { $percent } %
figure-fatigue = { $percent } vermoeidheid
figure-used-to = { $percent } van wat dit gewricht gewend is
activity-walk = wandelen
activity-run = hardlopen
activity-cycle = fietsen
activity-row = roeien
activity-swim = zwemmen
activity-class = groepsles
activity-strength = krachttraining

## Een regelbestand uitproberen
rule-written = { $file } is geschreven: een regel die werkt. Pas hem aan, en dan: rustdag rule check { $file }
rule-project-rust = { $folder }/ bevat een werkende regel in Rust. Bouw hem en laat hem nakijken:
    cd { $folder }
    cargo build --release --target wasm32-unknown-unknown
    rustdag rule check target/wasm32-unknown-unknown/release/rustdag_rule_{ $library }.wasm
rule-project-c = { $folder }/ bevat een werkende regel in C. Bouw hem en laat hem nakijken:
    cd { $folder }
    sh build.sh
    rustdag rule check { $library }.wasm
rule-is-good = { $file }: regel { $rule } { $version } kan geladen worden; { $tests } { $tests ->
        [one] proef slaagt
       *[other] proeven slagen
    }.
rule-bench-under-way = Meten
rule-bench-of = { $rule } { $version }, wat een antwoord kost
rule-bench-call = ns
rule-bench-direct = direct
rule-bench-ratio = maal
rule-bench-how = Middelste van { $rounds } rondes, op { $members } verzonnen leden; × 256 is zoveel momentopnamen tegelijk. ‘Direct’ is de kortste regel die er kan zijn, zonder controle aangeroepen in dezelfde rondes. Nanoseconden hangen af van de machine en van wat die nog meer doet; ‘maal’ zegt meer.
rule-bench-not-optimised = Dit programma is zonder optimalisatie gebouwd: bouw het met --release voordat je een getal gelooft.
rules-enabled = in gebruik
rules-disabled = uitgezet
rule-installed = { $rule } { $version } is geïnstalleerd en in gebruik.
rule-installed-off = { $rule } { $version } is geïnstalleerd en nog niet in gebruik: rustdag rule enable { $rule }
rule-enabled = { $rule } { $version } is in gebruik.
rule-disabled = { $rule } { $version } is uitgezet.
rule-rolled-back = De regels van daarvoor zijn weer in gebruik.
rule-set-is = Regelset { $set }
rule-parameter = { $name } is { $value } (mag { $range } zijn).
rule-change-installed = geïnstalleerd
rule-change-enabled = aangezet of ingesteld
rule-change-disabled = uitgezet
rule-change-rolled-back = teruggedraaid
rule-change-unknown = iets wat dit programma niet kent
rule-history-more = Dit zijn de laatste { $count }; er zijn er meer.
rule-change-started = de dienst startte met andere eigen regels
rule-change-by = { $what }, door { $who } (naar eigen zeggen)
rule-difference-new = { $rule } { $to }: nieuw
rule-difference-gone = { $rule } { $from }: weg
rule-difference-version = { $rule }: { $from } → { $to }
rule-difference-on = { $rule }: aangezet
rule-difference-off = { $rule }: uitgezet
rule-difference-parameter = { $rule }: { $from } → { $to }
rule-packed = { $file } is geschreven: { $count } { $count ->
        [one] regel
       *[other] regels
    }. Installeer met: rustdag rule install { $file }
rule-signed-by = Ondertekend met sleutel { $key }
rule-key-written = De geheime sleutel staat in { $file }: houd hem voor jezelf. Anderen kennen je als { $key }; een dienst die deze sleutel moet vertrouwen, heeft trusted_keys = ["{ $key }"] in de instellingen.
rule-try-nothing = { $rule } verandert niets voor { $asked ->
        [one] dit lid
       *[other] deze { $asked } leden
    }: geen kleur, en geen dag van de week die komt.
rule-try-changes = { $rule } verandert de kleur of de week die komt van { $changed } van de { $asked } { $asked ->
        [one] leden
       *[other] leden
    }.
rule-try-light = vandaag { $before } → { $after }
rule-try-no-reason = zo past de week bij de regel
rule-try-session = { $session }, { $minutes } min, { $sets } sets
rule-try-movement = { $session }, { $minutes } min

# Plannen van een hele sportschool, één lid per regel.
whole-gym-rest = { $rest }: { $why }
whole-gym-refused = geen plan: { $why }
whole-gym-planned = { $members ->
        [one] 1 lid
       *[other] { $members } leden
    } gepland per { $at }; van { $proven } is het plan bewezen het beste binnen de grenzen. Dagen zonder training zijn voor rust.
whole-gym-not-planned = { $members ->
        [one] 1 lid kon
       *[other] { $members } leden konden
    } niet gepland worden.

# Wat er over een lid is geleerd.
learned-heading = Wat je logboek over jou vertelt
learned-recovery-upper = Hersteltijd van het bovenlichaam
learned-recovery-lower = Hersteltijd van benen en romp
learned-bout-fatigue = Vermoeidheid na een training
learned-strength-gain = Kracht die training oplevert
learned-rir-bias = Herhalingen in reserve die te laag worden geschat
learned-sleep-need = Slaapbehoefte
learned-factor = { $name }: { $value } keer die van mensen in het algemeen; { $low } tot { $high } bij 80 van de 100 mensen met zo’n logboek.
learned-repetitions = { $name }: { $value }; { $low } tot { $high } bij 80 van de 100 mensen.
learned-hours = { $name }: { $value } u; { $low } tot { $high } u bij 80 van de 100 mensen.
learned-yes = Geleerd.
learned-not-yet = Nog niet geleerd: { $hundredths } van de 100 delen van wat open was, zijn nog open.
learned-used = Plannen rekenen met { $value }.
learned-not-used = Plannen rekenen met wat voor mensen in het algemeen geldt.
learned-stated = Plannen rekenen met de { $value } u uit je profiel.
learned-from = Uit { $lifts ->
        [one] { $lifts } set
       *[other] { $lifts } sets
    } en { $answers ->
        [one] { $answers } antwoord
       *[other] { $answers } antwoorden
    } over spierpijn, { $first } tot { $last }.
learned-from-nothing = Nog uit niets in je logboek.
learned-next-load-reps-and-rir = Om meer te leren: noteer gewicht, herhalingen en herhalingen in reserve van je zwaarste set van elke oefening.
learned-next-soreness = Om meer te leren: geef aan hoeveel spierpijn elke spier heeft, een dag en twee dagen nadat je hem trainde.
learned-next-more-of-the-same = Om meer te leren: ga door met noteren zoals je doet.
learned-next-state-it = Een logboek kan een behoefte niet van een gewoonte onderscheiden. Weet je de jouwe, zet die dan in je profiel.
learned-next-nothing = Niets wat nu te noteren is vertelt het; er is rekening mee gehouden.
learned-strengths-heading = Kracht als je uitgerust bent, voor één herhaling
learned-strength = { $exercise }: { $value } kg; { $low } tot { $high } kg, uit { $lifts ->
        [one] { $lifts } set
       *[other] { $lifts } sets
    }.
learned-note = Geleerd uit alleen je eigen logboek. Eén set zegt weinig, dus het duurt weken; de marges zeggen hoe zeker het is.

## Trainingen waaruit een plan kiest
templates-heading = Trainingen voor { $level }: { $count }, waarvan { $own } van de sportschool zelf
templates-own = eigen
templates-counts-as-rest = telt als rust
templates-no-hard-sets = geen zware sets
templates-written = { $file } is geschreven: trainingen die werken. Pas ze aan, en dan: rustdag template check { $file }
templates-counted = { $level }: { $own } eigen, { $all } in totaal
templates-good = { $file }: hieruit kan gepland worden. { $counted }.

## Wensen die elkaar tegenspreken
contradiction-horizon = days is { $days }; een plan heeft 1 tot { $most } dagen
contradiction-event-over = het evenement is op { $date }, voordat dit plan op { $first } begint; geef een dag vanaf dan
contradiction-event-beyond = het evenement is op { $date }, na het einde van dit plan op { $last }; een plan reikt hooguit { $most } dagen
contradiction-alternatives = alternatives is { $alternatives }; een plan naar een evenement toe, of van meer dan { $days } dagen, heeft er geen
contradiction-two-sessions = er zijn twee trainingen op een dag gewenst; een plan naar een evenement toe, of van meer dan { $days } dagen, heeft er maar één
contradiction-pinned-on-event = op { $date } staan { $id } en het evenement; op een dag past een van de twee, en wat het evenement vraagt is een afspraak
contradiction-twice = op { $date } staan { $first } en { $second }; op een dag past een van de twee
contradiction-outside = { $date } is geen dag van dit plan, dat van { $first } tot en met { $last } loopt
contradiction-unknown = op { $date } staat { $id }, en zo'n training is er niet
contradiction-unknown-near = op { $date } staat { $id }, en zo'n training is er niet; bedoel je { $near }?
contradiction-not-training = op { $date } staat { $id }, en dat is actief herstel en geen training; zet op die dag rust
contradiction-equipment = op { $date } staat { $id }, en daarvoor is nodig wat dit lid niet heeft: { $lacking }
contradiction-unavailable = op { $date } staat { $id }, en op { $weekday } heeft dit lid geen tijd
contradiction-time = op { $date } staat { $id }, die { $needed } minuten duurt; dit lid heeft er die dag { $available }

equipment-bodyweight = eigen lichaam
equipment-barbell = halterstang
equipment-dumbbell = dumbbells
equipment-kettlebell = kettlebell
equipment-machine = machine
equipment-cable = kabelstation
equipment-band = elastiek
equipment-station = rekstok, bank of box
equipment-cardio = fiets of roeier
