"""The ways to say what belongs to a team's trade beyond visits and reminders, in English: one line each."""

# ruff: noqa: E501 (one way to say something is one line)

PHRASES: dict[str, str] = {
    "add_contact": """
        add {contact} [as] [a|the] [new] [contact] (to|at|for) {customer} [as {title}]
        add {contact} , {title} , (to|at|for) {customer}
        add {contact} \\( {title} \\) (to|at|for) {customer}
        add (a|the|new|a new) contact (to|at|for) {customer} [:] {contact}
        add [a|the|new|a new] contact {contact} [\\( {title} \\)] [(to|at|for) {customer}]
        (new contact|new contact person|new person) (at|for|in) {customer} [:|is|,] {contact}
        {customer} [has a|have a|has|'s|got a] new contact [:|is|,|person|-] {contact}
        {customer} (has|have) a new {title} , {contact}
        {contact} is [now] the new {title} (at|of|for) {customer}
        {contact} is our [new] contact at {customer}
    """,
    "assign": """
        {to} (will handle|will take|will look after|will own|handles|is handling|gets|should take|should handle|can take|will cover|will manage|now owns|will run) {customer} [from now on|now|from here on|going forward]
        {customer} (is|goes|should be) [now] [assigned|handed] [over] to {to} [now]
        (put|make) {to} (on|in charge of|responsible for|the owner of|owner of) {customer}
        (let|have) {to} (take over|take|handle|own|look after|have) {customer}
        hand {customer} (over to|to|off to) {to}
        (change|set|switch) [the] owner of {customer} to {to}
        (change|set|switch) {customer} owner to {to}
        (move|transfer|give|reassign) (all|everything) [of] {from} [customers|accounts|clients|has] to {to}
        (give|assign|reassign|transfer|hand|hand over|pass|move|handover) [customer|account|the account] {customer} [over|account] to {to}
        (give|assign|reassign|transfer|hand|hand over|pass|move|handover) (all|every|all of|all the) [customer|customers|accounts|account] [of] [{from}] [customers|accounts|clients] [has|owned by {from}|of {from}|from {from}|belonging to {from}] [over] to {to}
        (give|assign|reassign|transfer|hand|hand over|pass|move|handover) {from} (customers|accounts|clients|book|portfolio) [over] to {to}
        (give|assign|transfer) {to} {from} (customers|accounts)
        {customer} (goes to|belongs to|is going to|should go to|is now with|now belongs to) {to} [now]
        {to} (takes over|is taking over|will take over|takes|owns|will own) {customer} [from now on|now]
        make {to} [the] owner of {customer}
    """,
    "claim": """
        (i'll|i will|let me|i can|i'd like to|i want to) (take|have|own|handle|look after|claim|grab|pick up|take over|take on) {customer} [from the pool|from now on|now]
        (give|assign) me {customer}
        put me (on|down for|down as owner of) {customer}
        (claiming|grabbing|picking up) {customer}
        (assign|transfer) {customer} to me
        (claim|grab|i'll take|i take|i'll claim|pick up|take over|i'm taking|i want|i'll take over|assign me|taking) {customer} [from the pool|out of the pool]
        (take|pull|get) {customer} (from|out of) the pool
        {customer} is mine [now]
        (assign|give) {customer} to me
    """,
    "release": """
        i (don't want|no longer want|can't handle|can't cover|won't be covering) {customer} [anymore|any more|any longer]
        (take|remove) {customer} (off|from) my (list|accounts|plate|book)
        (let|set) {customer} (go|free)
        (release|drop|free|return) {customer} [back] [to|into] [the|pool|the pool]
        (i'm|i am|im) (done with|letting go of|dropping|releasing|giving back) {customer}
        {customer} can go [back] [to|in|into] the pool
        (release|give up|drop|let go of|i'm giving up|unclaim|i give up|i'm releasing|i'm dropping|free up) {customer} [to the pool|back to the pool|into the pool]
        (put|return|move|send|throw|release) {customer} [back] (to|in|into) the [public] pool
        (anyone can have|up for grabs :) {customer}
        {customer} (goes back to|back to|can go back to|back in) the pool
    """,
    "merge": """
        (merge|combine|join|consolidate) {customer} (into|with|and|to|in) {into}
        {customer} (is a duplicate of|is the same customer as|is the same company as|is the same as|and {into} are the same|duplicates|is a double of) {into} [, merge them|, please merge]
        (merge|combine) (the|these) [two] [duplicates|customers|accounts|records] [:] {customer} (and|,|into|with) {into}
        merge [the] [record|records|customer|customers|account|accounts|duplicate|duplicates] {customer} (into|with|to|and|->) {into}
        (combine|dedupe|deduplicate|fold) [:] {customer} (into|with|to|and|->) {into}
        {customer} is [a|the same as|a dupe of|a duplicate of|same as|really|actually] (duplicate of|same as|the same as|dupe of) {into}
        {customer} and {into} are (the same|duplicates|the same company|the same customer)
    """,
    "quote": """
        (sent|sent over|gave|submitted|made|emailed|issued|prepared) [a|an|the|our] [new|revised|updated|formal|first] (quote|quotation|offer|bid|proposal) (of|for|at|worth) {money} (to|for) {customer} [for {item}]
        (sent|gave|made|emailed) {customer} [a|an|the|our] [new|revised|updated|formal] (quote|quotation|offer|price|bid) [of|for|at|:|-] [{item} ,|{item} at|{item} for] {money}
        [our] (offer|quote|quotation|price|bid) (to|for) {customer} [is|was|:|at|of|-|stands at] {money}
        (offered|quoted) {customer} {item} (for|at) {money}
        (offered|quoted|priced|bid) {customer} [at|:|,|a price of|around|about] {money}
        {customer} (got|received|has) (a|our|the) (quote|quotation|offer) (of|for|at) {money}
        {customer} (quote|quotation|offer) [is|:|at|of|sent|-|was] {money}
        (quoted|offered) (them|him|her) {money}
        (quoted|offered) {money} to {customer} [for {item}]
        (quoted|gave|offered|sent) {customer} [a quote of|a quote for|a quote|quote] [at|for|of] {money} [for {item}]
        (quoted|priced) {item} (for|to) {customer} (at|for) {money}
        (quoted|priced) {customer} {item} (at|for) {money}
        (quote|quoting) {customer} [at|:] {money} [for {item}]
        (sent|gave) [a|the|our|an updated|a revised|revised] (quote|quotation|proposal|offer) (to|for) {customer} [for {item}] [for|at|of|:|worth] [{money}]
        (sent|gave) {customer} [a|the|our|an updated|a revised] (quote|quotation|offer) [for {item}]
        [our] quote (for|to) {customer} [is|was|:] {money}
        [we] quoted [at|it at] {money} [for {item}]
        quoted {customer} [for {item}]
    """,
    "order": """
        {customer} (placed|made|sent|confirmed|submitted) (a|an|the|their|another) [new|big|first|second|repeat] (order|po|purchase order) [for|of|worth|,|:] [{money}|{item}]
        {customer} (signed|signed the|inked|closed|agreed to) [a|the|our|an] [annual|yearly|new|2 year|3 year|multi-year] (contract|deal|agreement|po|order) [for|worth|of|,|at|:] [{money}]
        (closed|signed|got|landed|booked) (a|an|the) {money} (order|contract|deal) (with|from) {customer}
        {customer} (order|po) [came in|is in|received|confirmed|signed] [for|of|:|,|worth] {money}
        (contract|deal|agreement) with {customer} (signed|is signed|closed) [for|,|:|at|worth] [{money}]
        {customer} (bought|ordered|took|purchased|wants|reordered|renewed|is buying|will take) {item} for {money}
        {customer} (renewed|extended) [for|their contract for|the contract for|the contract|,] [{money}]
        {customer} (signed|ordered|placed an order|bought|purchased|signed the contract|signed off|committed|just signed|just ordered|inked|signed up|placed a po|sent the po|sent a po) [for|on|with us|a contract|a deal|the contract|at|worth|of|an order|:] [{money}] [for {item}]
        {customer} (signed|ordered|bought|purchased|just ordered|just bought|took|just signed) [for] {item} , {money}
        {customer} (ordered|bought|purchased|just ordered|just bought) {item} [for|at|worth] [{money}]
        (signed|closed) {customer} (for|at) {money}
        (got|received|booked|new) [a|an|the] [new] (order|po|purchase order|contract) from {customer} [:|for|worth|of|,] [{money}]
        [new] (order|po) (from|by) {customer} [:|for|worth|of|,] [{money}]
        (they|they've|he|she) (signed|ordered|placed an order) [for] [{money}]
    """,
    "payment": """
        {customer} paid [us|off] (the|their|its|for|an|a) [{what}] {money} [invoice|bill|deposit|balance]
        {customer} (deposit|payment|balance|invoice|transfer|down payment|instalment|wire) [of|for] {money} (cleared|came in|arrived|landed|received|is in|came through|is paid|was paid|got paid|settled)
        [the|an] invoice (from|of|for|to) {customer} (settled|paid|is paid|was paid|cleared|got paid) [,|:|,|for] {money}
        (got|received|collected|just received|have received) {money} from {customer} [today]
        (payment|deposit|transfer|money|wire|cash|down payment) (from|by) {customer} [came in|arrived|received|landed|is in|cleared] [:|,|of|-|:] {money}
        {customer} (sent|wired|transferred|paid|deposited) [us|the|a|over|in|another] [deposit|balance|payment|rest|remaining|first|second|final] [payment|instalment|installment] [of|,|:] {money}
        {money} [payment|deposit] (received|came in|in|arrived|landed|cleared|collected) (from|by) {customer}
        they (paid|transferred|wired|sent) [us|the] [deposit|balance|rest] [of] {money}
        {customer} (payment|deposit|instalment) (received|came in|arrived|in) [:|,|of] {money}
        {customer} (paid|transferred|wired|settled|sent|has paid|just paid|paid us|remitted|deposited) [us|the] [deposit of|a deposit of|invoice|balance of|an advance of|down payment of|first instalment of] {money}
        (received|got|collected|banked) [a] [payment|deposit] [of] {money} from {customer}
        (received|got) [a|the] (payment|deposit|money) from {customer} [:|of|,] {money}
        [the|a] [first|second|final|last] (payment|deposit|balance|instalment|installment) [of] {money} [from {customer}] (came in|arrived|received|landed|is in|cleared|hit the account)
        payment from {customer} [:|of|,] {money}
        {money} (from {customer}) (came in|arrived|landed|received|is in)
        {customer} payment [of] {money} (came in|arrived|received|landed|is in|cleared)
        {money} (came in|received|arrived|landed) from {customer}
    """,
    "ticket kind=complaint": """
        {customer} (is|are|was|were) [really|very|so|pretty|quite|super|not] (unhappy|angry|upset|annoyed|furious|happy|mad|dissatisfied|pissed off|frustrated|disappointed) [,|about|with|because|that|-|:|over] {what}
        {customer} (has|have|had|is having|are having|ran into|reports|reported) [a|an|some] (problem|problems|issue|issues|complaint|complaints|trouble) [with|about|:|-] {what}
        {customer} [says|said] [that] (their|the) {what} (is broken|broke|is down|doesn't work|isn't working|stopped working|arrived late|arrived damaged|was late|came late|is defective|is late)
        (log|record|open|file|raise|create) [a|an] (ticket|complaint|issue|case) (for|from|with|by) {customer} [:|-|,|about] {what}
        {customer} (complained|complains|is complaining|are complaining|complain|complaining|complained to us) [about|that|of|:] {what}
        {customer} (complained|complains|is complaining|complain)
        {customer} (is|are|was|were) (furious|angry|unhappy|upset|annoyed|not happy|mad|dissatisfied|pissed|not satisfied) [about|with|that|because|at|over] {what}
        [new|log a|log|got a|a|received a] complaint (from|by) {customer} [:|about|,|-|that|regarding] {what}
        [new|log a|log] complaint [:|-] {customer} [,|-|:] {what}
        {customer} (reported|reports) [that|a|an] [problem|issue] [with] {what}
    """,
    "ticket kind=question": """
        {customer} (wants to know|would like to know|is wondering|wondered|was asking|is curious|needs to know|asked us|asked me) (about|if|whether|how|when|what|why|which|where|for) {what}
        (log|record|open) [a] question from {customer} [:|-|,|about] {what}
        {customer} (asked|asks|is asking|wants to know|would like to know|inquired|enquired|are asking|want to know) (about|if|whether|how|when|what|why|for info on|which|for|where) {what}
        question from {customer} [:|about|,|-] {what}
        {customer} has a question [about|on|:|regarding] {what}
    """,
    "ticket kind=suggestion": """
        {customer} (suggested|suggests|is suggesting|proposed|recommends|recommended|proposes) [that|we|adding|to|:] {what}
        suggestion from {customer} [:|about|,|-|that] {what}
    """,
    "ticket kind=praise": """
        {customer} [really|absolutely] (loved|loves|praised|was thrilled with|were thrilled with|are thrilled with|is thrilled with|was very pleased with|are very happy with|is really happy with|was delighted with) {what}
        {customer} (said|told us) (our|the) {what} (is great|was great|is excellent|was excellent|is amazing|was amazing|is awesome)
        {customer} (praised|praises|complimented|raved about|was impressed by|is happy with|is very happy with|are happy with|thanked us for|is delighted with) {what}
        (praise|compliment|kudos) from {customer} [:|about|for|,|-] {what}
    """,
    "resolve": """
        {customer} (complaint|issue|ticket|problem|case|question) [is|has been|was|got|now] (resolved|closed|fixed|solved|sorted|settled|sorted out|taken care of|done|handled|dealt with)
        (took care of|dealt with|handled|wrapped up|closed out|sorted out|cleared) [the] {customer} (complaint|issue|ticket|problem|case|question)
        (close|resolve|fix) (the) (complaint|issue|ticket|problem|case) (from|of|for|with) {customer}
        (ticket|case|issue) {id} [:|-] (done|resolved|fixed|closed|sorted)
        (resolve|resolved|close|closed|fix|fixed|solved|settle|settled) [ticket|issue|complaint|case|the ticket] {id}
        (ticket|issue|complaint|case) {id} [is|can be|has been|was|should be|now] (resolved|closed|fixed|solved|done|sorted|settled)
        (mark|set) (ticket|issue|complaint|case) {id} [as] (resolved|closed|fixed|done)
        (resolve|resolved|close|closed|fix|fixed|solved|sorted|sorted out|settled) [the] {customer} (complaint|issue|ticket|problem|case)
        [the] {customer} (complaint|issue|ticket|problem|case) [is|has been|was|got] (resolved|closed|fixed|solved|sorted|settled|sorted out|taken care of)
        (resolved|fixed|solved|closed|sorted) (the|their) (complaint|issue|ticket|problem|case) (from|of|for|with|at) {customer}
        (resolved|fixed|solved|closed|sorted) (the|their) (complaint|issue|ticket|problem|case)
    """,
    "rate": """
        {customer} (satisfaction|csat|nps|rating|score) [is|was|:|came in at|of|=|now|score|went to] {score} [out of|/] [ten|10|5|five]
        {customer} gave [us|it|me] [a|an] [rating of|score of|csat of|nps of] {score} [out of|/] [ten|10|5|five|stars|points]
        [got|received|we got] [a|an] [rating|score] [of] {score} [out of 10|out of ten|/10] from {customer}
        {score} (out of ten|out of 10|out of 5|/10|/5|stars|points) from {customer}
        {customer} : {score} (out of|/) (ten|10|5|five)
        {customer} (rated|gave|scored|rates|gives) us [a|an] {score} [out of|/|of] [ten|10|5|five|stars|points]
        {customer} (rated|gave|scored|rates|gives) us [a|an] {score}
        {customer} (satisfaction|csat|nps|rating|score|satisfaction score|feedback score) [score|is|was|:|came in at|of|=] {score}
        (satisfaction|csat|nps|rating|score) (from|of|for|by|at) {customer} [is|was|:|,] {score}
        (csat|nps|satisfaction|rating) [is|was|:|of|score] {score}
        [they] (gave us|rated us|scored us) [a|an] {score} [out of|/|of] [ten|10|5|five|stars|points]
        (got|received) (a|an) {score} from {customer}
    """,
    "who_owns": """
        (who|whose) (has|have|got|takes|runs|looks after|deals with|is assigned to|is on|owns|covers) [the] {customer} [account|customer|client]
        (who's|who is) (the) (owner|rep|account manager|sales rep|contact person|salesperson|account owner) (for|of|on|at) {customer}
        (which|what) (rep|person|salesperson) (has|owns|handles|covers|looks after|is on) {customer}
        who (should i|do i|can i) (talk to|ask|speak to) about {customer}
        (is|does) anyone (on|own|handling|covering|working on|have) {customer}
        {customer} - (whose|who's) [customer|account] [is it|is that]
        whose (customer|account|client) is {customer}
        (who owns|who has|who's got|whos got|who is handling|who's handling|who handles|who's on|who is on|who's covering|who covers|who's looking after|who looks after|who manages|who's managing|who's responsible for|who is responsible for|who takes care of|who's the owner of|who is the owner of|whose account is|whose customer is|whose client is|who's working on|owner of|who's the rep for|who is the rep for|who's in charge of|who is in charge of|account owner of|who is looking after|who's taking care of) {customer} [now|account|these days]
        {customer} (owner|belongs to who|belongs to whom|is owned by who)
        {customer} - (who owns it|who's on it|whose is it)
        whose is {customer}
    """,
    "history": """
        (when|when's|when was) [was|is] (the|our|my) last (time|visit|call|meeting|contact) [we|i|that we|with|to|at] [visited|saw|called|met|spoke to|contacted] {customer}
        (last|latest|recent|past|previous) {kind} (with|to|at|for) {customer}
        (show|show me|list|see|give me|pull up|get) [all] [the|our|{person}] [past|previous|recent|last] {kind} (with|to|at|for|of) {customer}
        (show|show me|list|see|give me|pull up) [all] [the] (activity|activities|history|interactions|timeline) [log] (of|with|for|on|by) {customer}
        (what's|what is|show|show me) {person} (activity|activities|history|log) [been|for|on]
        {person} (activity|activities|activity log|log) [for|in|on]
        what {kind} (did|has|have) {person} [make|made|do|done|have|had|log|logged]
        (who|which customers|whom) (did|has|have) {person} (visit|visited|see|seen|call|called|meet|met|contact|contacted|talk to) [with]
        (list|show|show me|see) {person} {kind}
        what have we (done|discussed|talked about|said) (with|at|to) {customer}
        what (did|has|have) {person} [do|done|been up to|been doing|been doing on|get up to|did]
        what (did|has|have) {person} [do|done|been up to|been doing|get up to] (with|at|for|on) {customer}
        (show|show me|list|see|give me|pull up|view|get) [all|me] {person} {kind} [history|log|record|records|with {customer}|from|in|for]
        {person} {kind} (history|log|record|records)
        (history|activity|activities|timeline|interactions|log|activity log|activity history|interaction history|contact history|past activities|recent activity|past interactions) (of|with|for|on|at) {customer}
        {kind} (history|log|record|records) (of|with|for|on|at) {customer}
        (show|show me|list|give me|see|get|view|pull up) [all|me|the|our|past|previous] {kind} (history|log|record|records|with|to|at|for|logs) [of|with|for|at] {customer}
        {customer} [{kind}] (history|timeline|activity|activities|interactions|activity log|log)
        (show|show me|list|give me|pull up|see) {customer} {kind}
        (when did we last|when did i last|when was the last time we|when was our last|when did anyone last|when was the last) [see|visit|call|meet|speak to|talk to|contact|{kind}] [with|to|at] {customer}
        last {kind} (with|to|at) {customer}
        what (happened|have we done|did we do|did we discuss|have we discussed|did we talk about|was discussed|was said) (with|at) {customer}
        what {person} did
    """,
    "list_customers": """
        (customers|accounts|clients) [who|that|which|we] [are|have|i|we] [haven't been|not been|haven't|have not|not|no|without|had no] [been] [contacted|touched|seen|visited|called|spoken to|contact|heard from] (for|in|over|since) {at}
        [show|list|show me|which|what|find|give me|get] [all|the|our|{person}] [{tier}] (customers|accounts|clients) [from|in|based in|located in] {place}
        [show|list|show me|give me] [all|the|our] [dormant|idle|inactive|quiet|cold] (customers|accounts|clients) [,|with|no contact for|with no contact for|not contacted for|without contact for|for]
        [show|list|show me|which|what|give me] {person} [{tier}] (customers|accounts|clients) [are|with|in|at] [no contact|not contacted|{stage}] [for|in|stage]
        (who|which customers|which accounts|which of my customers|which of our customers|which clients) (haven't i|haven't we|have i not|have we not|did i not|have not been|haven't been|have we neglected|has no one|has nobody) [been] (contacted|touched|seen|visited|called|spoken to|talked to|heard from) [for|in|since|over]
        (which|what|list|show|show me|give me|all|any|list all|show all|see|get|get me|find|list the) [the|of|{person}|all] [of] [{person}] [{tier}] [in {region}|{region}|in the {industry} industry] (customers|accounts|clients|prospects) [are|do we have|do i have|that|we|which|who|have|with|in|at|i] [haven't been|not been|haven't|have not|not|no|without] [we] [contacted|touched|seen|visited|called|spoken to|heard from|contact|any contact|activity|talked to] [for|in|since|over]
        (which|what|who are) [{person}] [{tier}] (customers|accounts|clients|) [are] [at|in] [the] {stage} [stage]
        {person} [{tier}] (customers|accounts|clients)
        {tier} (customers|accounts|clients) [with|without|not|we haven't|that|haven't|i haven't|we've not] [no|any|not|had no] [contact|contacted|touched|seen|visited|activity|been contacted|spoken to] [for|in|over|since]
        [which|what|show|list|show me] {tier} (haven't|have not|have|are) [we|i|been] [not] (touched|contacted|seen|visited|called|spoken to|not contacted|been contacted) [for|in|over]
        (customers|accounts|clients) (with no contact|not contacted|we haven't contacted|we haven't touched|we haven't seen|not visited|without contact|with no activity|i haven't contacted|we haven't spoken to|not touched|idle|gone quiet|we haven't visited) [for|in|over|since] {at}
        (customers|accounts|clients) (in|from|at|with) [the] [{stage}|{region}|{industry}] [stage|industry|sector|region]
        {industry} (customers|accounts|clients) [in {region}]
        (who|which customers|which accounts|which clients|who haven't we|who have we not|which ones) (haven't we|have we not|have i not|haven't i|did we not|went quiet|have gone quiet) [contacted|touched|seen|visited|called|spoken to|talked to] [for|in|over|since]
    """,
    "list_customers pool=true": """
        (who|what|anyone|anything|which customers|which accounts|customers|accounts|how many customers) [is|are|is left|are left|'s] [left|still|currently] in the [public] pool
        (customers|accounts|clients) (without|with no) (an owner|owner|a rep)
        (the pool|public pool)
        (what's|what is|who's|show|show me|list|which customers are|which accounts are|see|any customers|customers|accounts|anything) [left|customers|accounts] [are] (in the pool|in the public pool|in pool|the pool|unowned|up for grabs)
        (unowned|unassigned|unclaimed|pool|free) (customers|accounts|clients)
        (show|list|show me|see|open) [all] [the] (unowned|unassigned|unclaimed|pool|free) [customers|accounts|clients]
    """,
    "tickets status=open": """
        (open|unresolved|outstanding|pending|unsolved|active) {ticket} [from {customer}|for {customer}|of {customer}|by {customer}]
        (which|what|show|list|any|show me|are there any|do we have any|how about|give me) [the|all] [of the] (open|unresolved|outstanding|pending|unsolved) {ticket} [are there|do we have|are left|from {customer}|for {customer}]
        (which|what|any|are there any|show|list) {ticket} [are|that are|is|still] [still] (open|unresolved|outstanding|pending|not resolved|not closed|unsolved) [from {customer}|for {customer}]
        {customer} (open|unresolved|outstanding|pending) {ticket}
        what's (still open|unresolved) [for {customer}|with {customer}]
    """,
    "tickets status=resolved": """
        [show|list|which|what|show me] (resolved|closed|solved|fixed) {ticket} [from {customer}|for {customer}]
        [show|list|which|what|show me] {ticket} [were|that were|have been|we|got|did we] (resolved|closed|solved|fixed|resolve|close) [from {customer}|for {customer}]
    """,
    "tickets": """
        (show|list|show me|which|what|any|give me|see) [the|all|me|new|of the|our] {ticket} [came in|do we have|are there|from {customer}|for {customer}|did we get|were there|have we got|about {customer}]
        {ticket} (from|for|by|of|about) {customer}
    """,
    "forecast": """
        what's (the|{person}) [revenue|sales] (forecast|forcast|projection) [for|look like|of|this|next]
        (forecast|forcast|projection) (for|of) {person} [for|this|next]
        how (is|does) (the|{person}) (forecast|forcast) [look|looking] [for|like]
        what (do|are) we [expect|expecting|projected] to (close|sell|make|book|bring in) [in|this|next]
        [show|show me|what's|give me|what is|get me|how's|and|see|whats] [the|our|{person}|a|sales|revenue] (forecast|forcast|forecasts|sales forecast|revenue forecast|projection|projections) [for|of|by|look like] [{person}]
        {person} (forecast|forcast|projection)
        what (will|are) we [going to] (close|sell|make|bring in|book)
        how much (will|are) (we|{person}) [going to] (close|sell|make|bring in|book)
        [expected|projected] (revenue|sales) (for|next) {at}
    """,
    "report": """
        (report|summary|breakdown|overview) (of|on|for) {metric} [by {by}|per {by}] [for|this|last|in]
        (top|best) (reps|salespeople|sellers) (by|for|in) {metric}
        {metric} [this|last|in|for|so far] [month|week|quarter|year] (per|by) {by}
        (what's|what is|what was|what were|how's|how is|how was|how are|give me|show|show me|get me) [the|{person}] [total|average|overall|current] {figure} [rate|score|number|numbers|looking|doing] [for|in|this|so far|of {person}]
        how many {metric} (does|did|has|have|do) ({person}|we|the team) [have|had|made|make|done|do|logged|get|won|close|closed|completed] [so far|in|for|this|last]
        how many {metric} [were|was|are|have been|there were] [there|made|done|logged|held|closed|signed|won|received|added] [in|for|this|last|so far]
        (compare|comparison of) {metric} (by|per|across|between) {by}
        how many {metric} [did|has|have|does|were|are|do|was] [{person}|we|i|there] [made|make|done|do|have|log|logged|had|get|got|won|close|closed|there|came in|in|conduct] [with {customer}|at {customer}|to {customer}|from {customer}] [for|in|per {by}|by {by}] [per {by}]
        how much {metric} [did|has|have|does|do|was|came in] [{person}|we|i|there] [made|make|bring in|get|have|had|collect|close|come in] [from {customer}] [in|for]
        how much (did|has|have|does) ({person}|we) (sell|sold|close|closed|make|made|collect|collected|bring in)
        {metric} (per|by) {by} [for|in] [{person}]
        (show|show me|give me|get|what's|what is|what was|what were|see|whats|compare) [the|{person}] [total|average|overall] {metric} [report|count|numbers|figures|stats|ranking] [by {by}|per {by}|for {person}|of {person}] [in|for|this]
        (total|average|overall|number of) {metric} [report|count|numbers|figures|stats] [by {by}|per {by}] [for|in|of|with {customer}] {at}
        [{person}|team] {figure} [for|in|over] {at}
        {person} {metric} (rate|count|numbers|figures|report|stats)
        (report|ranking|stats|statistics|leaderboard) (on|of|for) {metric} [by {by}|per {by}]
        {metric} (report|ranking|stats|statistics|leaderboard|total|count) [by {by}|per {by}]
        (total|average|number of) {metric}
        what's (our|my|the|{person}) {metric}
        who (has|had|made) the most {metric}
    """,
    "note": """
        (note on|note for|note about|note:|add a note to|add note to|add a note on|make a note on) {customer} [:|that|-] {note}
        (note down|jot down|fyi) {customer} [:|that] {note}
    """,
    "reassign": """
        (give|assign|reassign|transfer|hand|hand over|pass|move) (the|my|our|that) {customer} {kind} [over] to {to}
        (give|assign|reassign|transfer|hand|hand over|pass) [task|reminder] {id} [over] to {to}
        (let|have) {to} (do|take|handle) (the|my|our|that) {customer} {kind}
        i'll take [task|reminder] {id}
    """,
    "approve": """
        (approve|approved|ok|accept|agree to) [request|number] {id}
    """,
    "decline": """
        (decline|declined|reject|rejected|deny|denied|refuse) [request|number] {id}
    """,
}
