"""The English nouns that are counted. Plurals in -s, -es and -ies are made from the singular."""

from sources.reading.wordlists import table, words

PERSONS = words(
    """
person people man men woman women child children evacuee refugee soldier troop passenger civilian citizen
resident student teacher
worker employee staff personnel officer official journalist reporter migrant immigrant asylum-seeker
asylum_seeker victim casualty
fatality death patient doctor nurse prisoner detainee hostage captive fighter militant terrorist rebel
insurgent gunman gunmen protester
protestor demonstrator voter member delegate lawmaker senator congressman congressmen minister diplomat
ambassador expert scientist
researcher player athlete fan visitor tourist traveler traveller pilot crew_member crewmember sailor marine
policeman policemen police_officer
firefighter volunteer survivor inhabitant villager farmer fisherman fishermen driver customer user subscriber
viewer listener client
applicant candidate graduate pupil boy girl kid baby babies adult teenager elder youth brother sister son
daughter wife wives husband friend
expatriate expat foreigner foreign_national national native veteran recruit conscript cadet guard agent spy
consultant contractor trader
investor shareholder director executive manager engineer mechanic technician translator interpreter leader
follower believer pilgrim
parishioner priest imam lawyer judge juror inmate criminal suspect defendant bystander onlooker commuter
homeowner tenant taxpayer
interviewee respondent participant attendee guest servicemember service_member serviceman servicemen
servicewoman servicewomen peacekeeper
abductee absentee amputee appointee attendee deportee devotee escapee internee mentee nominee parolee referee
retiree returnee trainee trustee
rescuer witness minor occupant hiker gendarme coastguard colleague worshipper worshiper churchgoer supporter opponent
settler nun monk bishop cleric prosecutor detective inspector paramedic surgeon carer chef waiter waitress cleaner
builder miner herder shepherd hunter owner landlord buyer seller donor entrepreneur banker broker analyst developer
writer author actor actress singer dancer climber skier swimmer diver surfer runner rider goalkeeper defender commander
mercenary smuggler trafficker pirate thief thieves burglar murderer killer attacker assailant hijacker squatter
newcomer claimant pensioner mother father parent grandparent relative neighbour neighbor
injury individual human kidnapper robber mourner jobseeker orphan widow infant newborn toddler
"""
)

NOUNS = table(
    """
aircraft: aircraft plane airplane aeroplane jet warplane fighter_jet helicopter drone airliner
flight: flight
ship: ship vessel boat warship tanker
vehicle: vehicle car truck lorry bus
tank: tank
missile: missile
rocket: rocket
bomb: bomb
animal: animal livestock cattle cow buffalo bull calf calves sheep lamb goat pig hog piglet horse pony
animal: donkey mule camel chicken hens duck goose geese bird penguin whale dolphin shark seal fish salmon turtle
animal: elephant lion tiger bear wolves dog cat rabbit monkey deer kangaroo koala bees insect
country: country nation
meal: meal
embassy: embassy
city: city
town: town
province: province
county: county
village: village
state: state
region: region
company: company firm corporation
bank: bank
school: school
university: university
hospital: hospital
house: house home
building: building
airport: airport
port: port
household: household
family: family
agreement: agreement accord
treaty: treaty
contract: contract
project: project
case: case
stage: stage
phase: phase
dose: dose
job: job
seat: seat
vote: vote
goal: goal
medal: medal
gold medal: gold_medal
book: book
camp: camp
base: base
share: share
part: part
reason: reason
meeting: meeting
round: round
item: item
kind: kind
type: type
terminal: terminal
container: container
"""
)
