### Texts in English. The same ids stand in every language; a test holds that.

## Muscles
muscle-chest = chest
muscle-shoulders = shoulders
muscle-lats = lats
muscle-upper_back = upper back
muscle-traps = traps
muscle-biceps = biceps
muscle-triceps = triceps
muscle-forearms = forearms
muscle-neck = neck
muscle-abdominals = abdominals
muscle-lower_back = lower back
muscle-glutes = glutes
muscle-quadriceps = quadriceps
muscle-hamstrings = hamstrings
muscle-adductors = inner thighs
muscle-abductors = outer hips
muscle-calves = calves

## Joint complexes
joint-shoulder = shoulder joint
joint-elbow = elbow
joint-wrist = wrist
joint-lumbar = lumbar spine
joint-hip = hip
joint-knee = knee
joint-ankle = ankle

subject-whole = whole body

## Kinds of day, traffic light
day-training = training
day-active-recovery = active recovery
day-rest = rest
light-green = green
light-amber = amber
light-red = red
light-grey = unknown

## What may be logged, as it stands after "log"
input-training = your workouts, and your rest days
input-sleep = your nights
input-check_in = how you feel in the morning
input-heart_rate = your resting heart rate or HRV

## Levels and goals
level-novice = novice
level-intermediate = intermediate
level-advanced = advanced
goal-size = muscle size
goal-strength = strength
goal-general = general fitness

## Days and months
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
weekday-short-1 = Mon
weekday-short-2 = Tue
weekday-short-3 = Wed
weekday-short-4 = Thu
weekday-short-5 = Fri
weekday-short-6 = Sat
weekday-short-7 = Sun
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Aug
month-short-9 = Sep
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec
moment-now = now
moment-later = after two weeks

## The engine's reasons
reason-muscle-not-recovered = { $subject }: { $value-recovered } recovered; hard sets are possible again from { $limit-recovered }.
reason-muscle-partly-recovered = { $subject }: { $value-recovered } recovered; at most { $limit } hard { $limit ->
        [one] set
       *[other] sets
    }.
reason-weekly-ceiling = { $subject }: { $value } hard sets done in the week; { $limit } is the most for a week at your level.
reason-rest-needed = { $value } rest { $value ->
        [one] day
       *[other] days
    } in the last six; for now any seven days have at least { $limit }.
reason-muscle-loaded-today = { $subject }: already trained today; once a day is enough.
reason-no-time = { $limit ->
        [0] No time for training on this day.
       *[other] This takes { $value } min; there are { $limit } min on this day.
    }
reason-no-equipment = This needs equipment that is not at hand.
reason-rule-missing = The rule “{ $rule }” is not loaded here; limits stay on the safe side until it is.
reason-rule-failed = The rule “{ $rule }” gave no usable answer; limits stay on the safe side until it does.
reason-rule-missing-skipped = The rule “{ $rule }” is not loaded here; the answer is without it.
reason-rule-failed-skipped = The rule “{ $rule }” gave no usable answer; the answer is without it.
reason-rule-without-reason = The rule “{ $rule }” sets this limit and does not say why.
reason-clearance-needed = What you told us calls for a doctor’s or physiotherapist’s agreement first. With that, we plan together.
reason-emergency = Stop now and call the emergency number (112 in Europe). Training can wait.
reason-same-day-care = Stop now and get medical care today: your GP, or the emergency department. Training can wait.
reason-lags-after-deload = Two weeks after a light week you still lag behind your usual. The plan pauses; talk to a doctor about it.
reason-see-professional = Please let a doctor or physiotherapist look at this before you train again.
reason-energy-or-mind = How you are doing comes first: we plan no training for now. Talk to a doctor, or someone you trust; if you think of harming yourself, call a helpline now (in the Netherlands 113).
reason-fever = Fever: rest only, until it has passed.
reason-pregnancy = Pregnant, or recently given birth: move in agreement with your midwife or doctor; nothing gets heavier here.
reason-minor-supervised = At { $value }: technique with a trainer beside you, two or three days a week, never two days running and never to the limit.
reason-guardian-consent = At { $value } a parent or guardian has to agree first. Until then at most three days of training a week, never two days running.
reason-joint-pain = { $subject }: pain { $value } out of 10; from { $limit } on this joint is not loaded. Please let a professional look at it.
reason-older-beginner = At { $value } it is wise to begin with at least { $limit } repetitions in reserve.
reason-long-pain = { $subject }: pain for { $value } days now; this joint is not loaded. Please let a professional look at it.
reason-periods-absent = No period for { $value } days. Nothing gets heavier for now; please let a doctor look at it, whether or not you feel well.
reason-periods-unlogged = No period logged for { $value } days. If it stayed away, please talk to a doctor; if you just do not log it any more, all is well.
reason-weight-loss = Your body mass has fallen without that being a goal you told us. Nothing gets heavier for now; if you do not know why, let a doctor look at it.
reason-low-energy = What you told us about eating and training leaves too little energy. Nothing gets heavier for now; please talk to a doctor or dietitian.
reason-easier-wished = You asked for an easier day: at most { $value-percent } of your usual load.
reason-rest-to-recover = { $subject }: { $value-recovered } recovered; this day gives { $part ->
        [chest] it
        [upper_back] it
        [neck] it
        [lower_back] it
       *[other] them
    } time.
reason-rest-targets-met = { $subject }: the week’s work is done ({ $value } of the { $limit } sets aimed at).
reason-rest-between = { $value } training { $value ->
        [one] day
       *[other] days
    } in the last seven; rest fits the week better here than another session.
reason-active-recovery = { $value } min of easy walking or mobility; it counts as rest.
reason-train-ready = { $subject }: ready; on average { $value } of the { $limit } sets a week aimed at.
reason-no-available-day = No day of this plan has time for training, so every day is a rest day. Give days and minutes that are free, and there will be a plan.
reason-no-time-for-any = The shortest session that fits takes { $value } min, and no day has more than { $limit } min.
reason-no-equipment-for-any = Every session needs equipment that is not at hand.
reason-favourites-unavailable = There is no time on any of the favourite days, so the plan uses other days.
reason-day-unavailable = No time for training on this day, so it is a rest day.
reason-already-trained = You have trained today already; the rest of the day is for recovery.
reason-pinned = Decided on beforehand.
reason-pin-not-kept = There is no room for the session that was decided on for this day.
reason-appointment = This is fixed; the days around it make room for it.
reason-appointment-over-limits = This is fixed, and it is more than your limits of this day allow. You may make it lighter or leave it out.
reason-lighter-session = A lighter session: that is what this day has room for.
reason-endurance-habit = Endurance work that you are used to; the plan keeps it.
reason-light-week-due = Time for a light week: half the sets, further from failure, on the same days. Experts advise one every four to eight weeks.
reason-light-week-asked = Your performance and how you feel lag behind your usual: a light week, with half the sets and further from failure.
reason-taper = { $value } { $value ->
        [one] day
       *[other] days
    } until your event: { $limit-percent } of your usual sets, with the same weights.
reason-event-day = The day of your event: no other training.
reason-week-of-training = { $value } of the { $limit } hard sets aimed at per muscle, on average.
reason-week-turns-out-light = Lack of time or limits make this a light week: { $value-percent } of the sets of the weeks before.
train-ready-estimated = { $subject }: ready, as far as is known.
stop-pregnancy = Pregnant, or recently given birth: move in agreement with your midwife or doctor; we plan no training now.
reason-without-text = Rule { $rule }, reason { $code } ({ $subject }): seen { $value }, limit { $limit }.

## What lags behind
heading-lagging = What lags behind
lag-watch = A first sign and no more. A little less, just in case.
lag-suspected = Strength and other signs lag together: functional over-reaching, too much load for a while, is possible. With a light week it usually passes within days to weeks.
lag-strength = Strength: since { $since } less than was to be expected.
lag-strength-lifts = Strength: since { $since } less than was to be expected: { $lifts }.
lag-wellness = How you feel: your check-ins are lower than they usually are.
lag-heart = Heart: your heart-rate variability was low at the same time.
lag-chance-per-year = In people with nothing wrong this happens about { $times } times a year too.
lag-chance-once-in = In simulated members with nothing wrong this happens too, about once in { $years } years.

## Logged values that are hard to believe
doubt-hrv-other-measure = HRV from “{ $source }” (lnRMSSD { $value-fine }) lies elsewhere than your own ({ $usual-fine }): perhaps another measure, such as SDNN. It is left out.
doubt-hrv-far-off = HRV (lnRMSSD { $value-fine }) lies far from your own ({ $usual-fine }): perhaps another measure or unit. It is left out.
doubt-resting-heart-rate-far-off = A resting heart rate of { $value } lies far from your own ({ $usual }): perhaps not measured at rest. It is left out. If it is right, let a doctor look at it.
doubt-body-mass-unit = A body mass of { $value } kg looks like another unit: { $ratio } times your usual. It is left out.
doubt-body-mass-far-off = A body mass of { $value } kg lies far from your usual. It is left out.
doubt-load-pounds-as-kilograms = { $exercise }, { $value } kg: looks like pounds, { $ratio } times your usual. The load is left out.
doubt-load-kilograms-as-pounds = { $exercise }, { $value } kg: looks like kilograms that were taken for pounds, { $ratio } times your usual. The load is left out.
doubt-load-far-off = { $exercise }, { $value } kg: { $ratio } times your usual, perhaps a digit too many. The load is left out.
doubt-reps-far-off = { $exercise }: { $value } repetitions in one set, where { $usual } is usual for you. The number is left out.
doubt-reserve-like-effort = { $value } repetitions in reserve in a hard session: looks like effort (RPE) in the place of reserve. The reserve is left out.
doubt-effort-none = An effort of { $value } for a session with work in it: perhaps not filled in. It is left out.
doubt-effort-against-reserve = An effort of { $value } does not go with the reserve of the sets, which tells of about { $usual }. The effort is left out.
doubt-session-too-short = { $value } min is too short for what was done, which takes { $usual } min or more. The length is left out.
doubt-session-too-long = { $value } min for what takes about { $usual }: perhaps a clock that nobody stopped. The length is left out.
doubt-visit-too-long = A visit of { $value } min, where about { $usual } is usual: perhaps nobody checked out. The length is left out.
doubt-exercise-heart-rate-at-rest = A mean heart rate of { $value } in a workout is no faster than at rest ({ $usual }). It is left out.
doubt-distance-too-far = { $value } km is further than anybody gets in that time. Distances are only shown.
doubt-sleep-twice = This night was also logged by “{ $other }”; that one counts.
doubt-sleep-too-much = Sleep of one day adds up to { $value-hours }, more than a day has room for. None of it counts.
doubt-session-twice = This session was also logged by “{ $other }”; that one counts.
doubt-sessions-overlap = Overlaps with a session logged by “{ $other }”. Both count; if they are one, take one back.
doubt-before-birth = Lies before the day of birth in the profile. It does not count.
heading-doubts = Hard to believe
doubt-on = { $day }: { $doubt }
doubt-more = { $count } more like it
doubts-correct = If a value is wrong, take that entry back and log it anew. If it is right, there is nothing to do: what stays is believed after a few times.

## Headings and headlines of an answer
heading-why = Why
heading-recovery = Recovery
heading-ready = ready
heading-today-sets = today
heading-today = Today
heading-week = { $days ->
        [7] This week
       *[other] The next { $days } days
    }
headline-training = Today: { $session }, { $minutes } min.
headline-active-recovery = Today: active recovery. { $minutes } min at an easy pace; it counts as rest.
headline-rest = Today: rest.
headline-green = Your usual session fits today.
headline-amber = Training fits today, within limits.
headline-red = Today is for rest.
headline-red-part = Please let somebody look at this; the rest of your body can train within limits.
headline-grey = Too little is known to say; start light and log what you do.
headline-professional = No training for now: let a professional look first.
headline-not-ready = Not ready yet: { $muscles }.
part-until = { $part } (until { $moment })
reasons-more = and { $count } more: --everything shows them.

## Recovery table
row-systemic = whole body
row-sleep = sleep
row-mind = freshness
row-balance = recovery balance
sets-range = { $range } { $to ->
        [one] set
       *[other] sets
    }
load-usual = as usual
load-light = light
load-none = –
load-not-today = not today
joint-change = last week { $change }
joint-pain = pain { $pain }/10
sleep-debt = debt { $debt }
sleep-night = last night { $night } of { $need }
unknown = unknown
score = { $score } of 100

## Today's room
today-load = Load { $range } AU (usually { $usual }), for instance { $minutes } min at effort { $effort } of 10.
today-load-estimated = To begin with at most { $most } AU (estimated), for instance { $minutes } min at effort { $effort } of 10.
today-load-anyway = If you do want to train: at most { $most } AU, for instance { $minutes } min at effort { $effort } of 10.
today-load-none = No training load today.
today-intensity = No heavier than { $percent } of what you can lift once.
today-rir = Keep at least { $reps } { $reps ->
        [one] repetition
       *[other] repetitions
    } in reserve in every set.
today-minutes = No longer than { $minutes } min.
today-extra-rest = This week has room for { $days } rest { $days ->
        [one] day
       *[other] days
    } more than usual.
today-prefer-active = Walking or mobility is welcome.

## Week table
minutes = { $minutes } min
sets = { $sets } { $sets ->
        [one] set
       *[other] sets
    }
exercise-line = { $sets }×{ $reps }, { $percent } of 1RM, { $rir } in reserve

## Footer
confidence-good = Confidence: good.
confidence-fair = Confidence: fair.
confidence-low = Confidence: low.
log-next = Log { $input }: that would tell us most.
heading-weeks = Week by week
week-build = training
week-light = light
week-taper = taper
week-load = { $load } AU.
sessions = { $sessions } { $sessions ->
        [one] session
       *[other] sessions
    }
event-outlook = On { $date }: probably { $expected } of what you can do wholly rested; without easing { $without }. Easing begins { $days } { $days ->
        [one] day
       *[other] days
    } before and takes { $less } of the work away. A model says so; nothing was measured.
event-outlook-no-taper = On { $date }: probably { $expected } of what you can do wholly rested. A model says so; nothing was measured.
changed-from = Changed: it was { $session }
changed-from-rest = Changed: it was rest
also-session = Also { $session }
heading-alternatives = Other plans that fit
instead-of = { $session } instead of { $before }
alternative-cost = Worth { $cost } less than the best plan.
alternative-hardly = Almost as good as the best plan: less than 1% less.
alternative-less = Worth less than the best plan.
plan-optimal = Proven best within these limits.
plan-gap = Best found; at most { $gap } better is possible.
not-medical = Information, not medical advice. You may always choose rest.

## Checking a session
check-fits = This session fits today.
check-reduced = Fits today with fewer sets.
check-not = Does not fit today: { $parts }.
check-this-way = This way
check-from = From
check-limit = Limit
check-from-moment = { $moment }, if you rest until then.
check-no-moment = two weeks of rest do not change that; choose a smaller session, or ask your trainer.
check-by = by { $rule }
check-hard-sets = hard sets: asked { $asked }, room for { $allowed }
check-joint-load = joint load: asked { $asked }, room for { $allowed }
check-session-load = load: asked { $asked }, room for { $allowed }
check-intensity = intensity: asked { $asked } of 1RM, room up to { $allowed }
check-minutes = minutes: asked { $asked }, room for { $allowed }
check-rir = repetitions in reserve: asked { $asked }, needed { $allowed }
engine-name = the engine

## How a member will probably rate a day
feeling-readiness = Readiness (0 to 10, 10 best)
feeling-fatigue = Fatigue (1 to 5, 5 fresh)
feeling-soreness = Soreness (1 to 5, 5 none)
forecast-heading = What you will probably rate
forecast-today = this morning
forecast-tomorrow = tomorrow
forecast-rating = { $feeling }, { $day }: about { $expected }; { $low } to { $high } on { $hundredths } of 100 such days.
forecast-rating-either = { $feeling }, { $day }: about { $expected }; { $low } or { $high } on { $hundredths } of 100 such days.
forecast-rating-point = { $feeling }, { $day }: { $expected } on { $hundredths } of 100 such days.
forecast-basis = From { $ratings } days you rated, the last one { $days ->
        [one] the day before
       *[other] { $days } days before
    }.
forecast-basis-short-night = Your last night was { $hours } h shorter than usual.
forecast-basis-long-night = Your last night was { $hours } h longer than usual.
forecast-basis-usual-night = Your last night was as usual.
forecast-basis-lighter = Your last three full days were lighter than usual.
forecast-basis-heavier = Your last three full days were heavier than usual.
forecast-basis-usual-load = Your last three full days were as usual.
forecast-too-few = { $feeling }: { $ratings ->
        [0] not rated yet
        [one] rated on 1 day
       *[other] rated on { $ratings } days
    }; from { $needed } days on there is something to forecast from.
forecast-too-long-ago = { $feeling }: last rated { $days } days ago, and a forecast reaches { $reach } days. From the next check-in on there is one again.
forecast-unwell = { $feeling }: no forecast while you are ill or a warning sign stands; earlier days say nothing about that.
forecast-not-known = What is still to come, such as tonight’s sleep, is not in it, and days can turn out differently. Rate how you feel, not what is forecast.

## Frames of the command line
member-unnamed = Member
file-old = The last event in this file is { $days } days old, so much is unknown by now. To look back, add --at { $at }.

## Importing
import-new = A new member file follows; give --member FILE to add to one, --output FILE to write one.
import-read = { $count } { $count ->
        [one] workout
       *[other] workouts
    } read from { $file }, { $issues } { $issues ->
        [one] thing
       *[other] things
    } to look at.
import-added = { $count } { $count ->
        [one] workout
       *[other] workouts
    } added to { $file }{ $known ->
        [0] {""}
       *[other] {" "}({ $known } were there already)
    }.
import-written = { $count } { $count ->
        [one] workout
       *[other] workouts
    } written to { $file }{ $known ->
        [0] {""}
       *[other] {" "}({ $known } were there already)
    }.
import-unmapped = { $file }: line { $line }: exercise `{ $name }` is not in the catalogue; its { $sets } { $sets ->
        [one] set counts
       *[other] sets count
    } for the whole body only
import-unit = { $file } says itself that weights are in { $own }; --unit { $given } is used only where it says nothing.
import-moment = { $file } asked about { $moment }, before the newest of these workouts; that moment (`at`) was taken out, so from now on it is about the moment you ask.

## Rules
rules-rule = rule
rules-state = state
rules-version = version
rules-tier = tier
rules-digest = digest
rules-loaded = loaded
rules-restarting = restarting
rules-quarantined = quarantined
rules-trouble = { $why }, since { $since }
rules-missing = missing
rules-refused = refused
rules-until-tighten = limits are tightened until it is there
rules-until-skip = answers come without it
rules-not-there = rule `{ $rule }` is not in { $folder }; { $until }

## Why: where it comes from and what changes it
heading-limits = What binds now
heading-ways = It does fit like this
heading-change = What changes the light
heading-from = Where it comes from
explain-green = { $light }: nothing binds your usual session.
explain-grey = { $light }: too little is known to say.
explain-binds = { $light }, by: { $parts }.
explain-until = No longer from { $moment }, if you rest until then.
explain-no-until = Resting does not lift this within two weeks.
explain-resting-not-enough = Resting alone does not change this within two weeks.
explain-light-from = { $light } from { $moment }, if you rest until then.
explain-days = Load of the last seven days (AU): { $days }. Monotony: { $monotony }.
explain-kept = { $kept } of the load is left.
change-fewer-sets = { $exercise } { $to } instead of { $from } { $from ->
        [one] set
       *[other] sets
    }
change-without = without { $exercise }
change-reserve = lighter: at least { $to } { $to ->
        [one] rep
       *[other] reps
    } in reserve in every set instead of { $from }
change-shorter = { $activity } for { $to } min instead of { $from }
change-easier = { $activity } at effort { $to } instead of { $from }
change-later = the same session from { $moment }, if you rest until then
cause-session = training ({ $day })
cause-unknown-day = nothing logged, a usual day assumed ({ $day })
cause-night = { $hours } asleep ({ $day })
cause-unknown-night = a usual night assumed ({ $day })
cause-check-in = your check-in ({ $day })
cause-others = others
index-sleep = sleep
index-energy = energy
index-heart_rate_variability = HRV
index-resting_heart_rate = resting heart rate
index-monotony = days that are much alike
index-wellness = how you feel
index-effort_drift = training that feels harder
index-days_since_rest = days without a rest day
number-muscle_fatigue = { $part }
number-weekly_hard_sets = { $part }, this week
number-joint_acute = { $part }
number-joint_ramp = { $part }, last week
number-joint_pain = { $part }
number-systemic_fatigue = whole body
number-sleep_last_night_h = last night
number-sleep_debt_h = sleep debt
number-recovery_balance = recovery balance
number-mental_freshness = freshness
number-training_days_in_a_row = training days in a row
number-illness = illness told
number-warning_signs = warning sign told
number-monotony = sameness of the days
number-rest_days_in_last_6 = rest days in the last six days
figure-recovered = { $recovered } recovered
figure-hard-sets = { $sets } hard { $sets ->
        [one] set
       *[other] sets
    }
figure-usual-sessions = { $sessions } usual { $sessions ->
        [one] session
       *[other] sessions
    } still to digest
figure-percent = { $percent }%
figure-fatigue = { $percent } fatigue
figure-used-to = { $percent } of what it is used to
activity-walk = walking
activity-run = running
activity-cycle = cycling
activity-row = rowing
activity-swim = swimming
activity-class = a group class
activity-strength = strength training

## Trying a rule file
rule-written = { $file } is written: a working rule. Change it, then: rustdag rule check { $file }
rule-project-rust = { $folder }/ holds a working rule in Rust. Build and check it:
    cd { $folder }
    cargo build --release --target wasm32-unknown-unknown
    rustdag rule check target/wasm32-unknown-unknown/release/rustdag_rule_{ $library }.wasm
rule-project-c = { $folder }/ holds a working rule in C. Build and check it:
    cd { $folder }
    sh build.sh
    rustdag rule check { $library }.wasm
rule-is-good = { $file }: rule { $rule } { $version } can be loaded; { $tests } { $tests ->
        [one] test passes
       *[other] tests pass
    }.
rule-bench-under-way = Measuring
rule-bench-of = { $rule } { $version }, what an answer takes
rule-bench-call = ns
rule-bench-direct = direct
rule-bench-ratio = ratio
rule-bench-how = Median of { $rounds } rounds, on { $members } made-up members; × 256 is so many snapshots at once. “Direct” is the shortest rule there can be, called without any check in the same rounds. Nanoseconds depend on the machine and on what else it does; the ratio says more.
rule-bench-not-optimised = This program was built without optimisation: build it with --release before you believe a number.
rules-enabled = in use
rules-disabled = switched off
rule-installed = { $rule } { $version } is installed and in use.
rule-installed-off = { $rule } { $version } is installed and not in use yet: rustdag rule enable { $rule }
rule-enabled = { $rule } { $version } is in use.
rule-disabled = { $rule } { $version } is switched off.
rule-rolled-back = The rules of before are in use again.
rule-set-is = Rule set { $set }
rule-parameter = { $name } is { $value } (may be { $range } { $unit }).
rule-change-installed = installed
rule-change-enabled = switched on or set
rule-change-disabled = switched off
rule-change-rolled-back = taken back
rule-change-unknown = something that this program does not know
rule-history-more = These are the latest { $count }; there are more.
rule-change-started = the service started with other rules of its own
rule-change-by = { $what }, by { $who } (as they said themselves)
rule-difference-new = { $rule } { $to }: new
rule-difference-gone = { $rule } { $from }: gone
rule-difference-version = { $rule }: { $from } → { $to }
rule-difference-on = { $rule }: switched on
rule-difference-off = { $rule }: switched off
rule-difference-parameter = { $rule }: { $from } → { $to }
rule-packed = { $file } is written: { $count } { $count ->
        [one] rule
       *[other] rules
    }. Install it with: rustdag rule install { $file }
rule-signed-by = Signed with key { $key }
rule-key-written = The secret key is in { $file }: keep it to yourself. Others know you by { $key }; a service that is to trust it has trusted_keys = ["{ $key }"] in its settings.
rule-try-nothing = { $rule } changes nothing for { $asked ->
        [one] this member
       *[other] these { $asked } members
    }: no light, and no day of the week ahead.
rule-try-changes = { $rule } changes the light or the week ahead of { $changed } of { $asked } { $asked ->
        [one] member
       *[other] members
    }.
rule-try-light = today { $before } → { $after }
rule-try-no-reason = so that the week fits the rule
rule-try-session = { $session }, { $minutes } min, { $sets } sets
rule-try-movement = { $session }, { $minutes } min

# Plans of a whole gym, a member a line.
whole-gym-rest = { $rest }: { $why }
whole-gym-refused = no plan: { $why }
whole-gym-planned = { $members ->
        [one] 1 member
       *[other] { $members } members
    } planned as of { $at }; of { $proven } the plan is proven best within the limits. Days without a session are for rest.
whole-gym-not-planned = { $members ->
        [one] 1 member
       *[other] { $members } members
    } could not be planned.

# What is learned of a member.
learned-heading = What your log tells about you
learned-recovery-upper = Recovery time of the upper body
learned-recovery-lower = Recovery time of legs and trunk
learned-bout-fatigue = Fatigue after a session
learned-strength-gain = Strength that training adds
learned-rir-bias = Repetitions in reserve that are guessed too low
learned-sleep-need = Sleep need
learned-factor = { $name }: { $value } times that of people in general; { $low } to { $high } in 80 of 100 people with such a log.
learned-repetitions = { $name }: { $value }; { $low } to { $high } in 80 of 100 people.
learned-hours = { $name }: { $value } h; { $low } to { $high } h in 80 of 100 people.
learned-yes = Learned.
learned-not-yet = Not learned yet: { $hundredths } of 100 parts of what was open are still open.
learned-used = Plans use { $value }.
learned-not-used = Plans use what holds for people in general.
learned-stated = Plans use the { $value } h of your profile.
learned-from = From { $lifts ->
        [one] { $lifts } lift
       *[other] { $lifts } lifts
    } and { $answers ->
        [one] { $answers } answer
       *[other] { $answers } answers
    } about soreness, { $first } to { $last }.
learned-from-nothing = From nothing in your log yet.
learned-next-load-reps-and-rir = To learn more: log load, repetitions and repetitions in reserve of your hardest set of every exercise.
learned-next-soreness = To learn more: say how sore each muscle is, a day and two days after you trained it.
learned-next-more-of-the-same = To learn more: go on logging as you do.
learned-next-state-it = A log cannot tell a need from a habit. If you know yours, put it in your profile.
learned-next-nothing = Nothing that can be logged yet tells it; it is allowed for.
learned-strengths-heading = Strength when rested, for one repetition
learned-strength = { $exercise }: { $value } kg; { $low } to { $high } kg, from { $lifts ->
        [one] { $lifts } lift
       *[other] { $lifts } lifts
    }.
learned-note = Learned from your own log alone. One lift says little, so it takes weeks; the intervals say how sure it is.

## Sessions that a plan chooses from
templates-heading = Sessions for { $level }: { $count }, of which { $own } the gym's own
templates-own = own
templates-counts-as-rest = counts as rest
templates-no-hard-sets = no hard sets
templates-written = { $file } is written: sessions that work. Change them, then: rustdag template check { $file }
templates-counted = { $level }: { $own } own, { $all } in all
templates-good = { $file }: plans can be made from this. { $counted }.

## Wishes that contradict each other
contradiction-horizon = days is { $days }; a plan has 1 to { $most } days
contradiction-event-over = the event is on { $date }, before this plan begins on { $first }; give a day from then on
contradiction-event-beyond = the event is on { $date }, after this plan ends on { $last }; a plan reaches { $most } days at most
contradiction-alternatives = alternatives is { $alternatives }; a plan towards an event, or of more than { $days } days, has none
contradiction-two-sessions = two sessions are wished for on a day; a plan towards an event, or of more than { $days } days, has one
contradiction-pinned-on-event = { $date } is to hold { $id } and the event; a day holds one of them, and what the event asks is an appointment
contradiction-twice = { $date } is to hold { $first } and { $second }; a day holds one of them
contradiction-outside = { $date } is not a day of this plan, which goes from { $first } to { $last }
contradiction-unknown = { $date } is to hold { $id }, which is no session template
contradiction-unknown-near = { $date } is to hold { $id }, which is no session template; did you mean { $near }?
contradiction-not-training = { $date } is to hold { $id }, which is active recovery and no training; pin rest
contradiction-equipment = { $date } is to hold { $id }, which needs equipment that the member does not have: { $lacking }
contradiction-unavailable = { $date } is to hold { $id }; on { $weekday }s the member has no time
contradiction-time = { $date } is to hold { $id }, which takes { $needed } minutes; the member has { $available } on that day

equipment-bodyweight = own body
equipment-barbell = barbell
equipment-dumbbell = dumbbells
equipment-kettlebell = kettlebell
equipment-machine = machine
equipment-cable = cable station
equipment-band = elastic band
equipment-station = bar, bench or box
equipment-cardio = bicycle or rower
