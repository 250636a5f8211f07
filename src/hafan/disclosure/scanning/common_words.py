"""Words of every day that are also names of people or places: "Rose", "Field", "May". Alone they prove nothing."""

from __future__ import annotations

from typing import Final

COMMON: Final = frozenset(
    """
abbey able acre alder amber angel apple april arch archer art ash august autumn axe back bailey baker ball bank banks
barber bark barn baron barrow bath bay beach bean bear beck bell bench berry best bird birch bishop black blank blue
bolt bond book booth bow bowl box boy brand brave bread bridge bright broad brook brooks brown buck bull bush butcher
butler butter cain can candy cannon canon cap care carpenter carter case cash castle chain chamber chance chapel
chapman chase child church clay clear clerk cliff close cloud coast cole coleman collar constant cook cooper copper
corn cotton court cox crane crisp croft cross crow crown crystal curry curtain dale daisy dance dark dawn day deal
dean dear deep destiny dew diamond dove down drew drake drive duke dust eagle early earl east eden elder ember
evans even ever faith farm farmer fashion fair fern ferry field fields finch fish fisher fit flag fleet fletcher flint
flood flower flowers fog ford forest forge fort foster found fountain fox frank free freeman french friend friendly frost
fuller gale garden gardener gate gates gift glass glory glover gold golden good goodman goose gore grace grain grand
grant grass grave gray great green grey grove guest gull gun hail hale hall ham hand hands handy harbour hard hardy
harmony harper harrow hart harvest hatch hawk hay hayes haven hazel head heath heather hedge herd heron high hill hills
hobby holiday hollow holly home honey hood hook hope horn horse house hunt hunter hurst ice india inch iris iron island
ivory ivy jack jade jasmine jay jewel jolly joy judge june just keen keep kettle key kind king kings kirk kite knight
knot lace lake lamb lamp land lane lark lawn law lead leaf lee liberty light lily line link lion little lock lodge long
lord love low lowe luck mace maiden major mandy march mark market marks marsh marshal marshall mason matter may mead
meadow melody mercy merry mill miller mills mine miner moat moon moor moore morning moss moth mount mountain mouse nail
neat new night noble noon north nurse oak oaks olive orchard page painter pane parish park parker parks parr part parson
parsons patience pattern paul peace peach peak pearl pen penny perch perry peter phoenix pike pine piper plant plum
point pole pond pool poole pope poppy port porter post pot potter potts pound power powers pratt precious price pride
prince prior priest prudence pump purse quick rain ramp ranger raven ray read reading red reed reeve rich ridge ring rise
river rivers road robin rock rod rook room root rope rose rowan royal ruby rush sadler sage sail saint sale salt sand
sands savage scarlet school sea season seal sharp shaw shepherd shepard shine ship shore short shovel silver simple singer
skinner skipper sky small smart smith smoke snow song south speed spencer spring springs square stable stag star
starling steel stern steward still stone store storm stout strange street strong summer sun sunny swallow swan sweet
swift tailor tanner taylor temple tempest tender terrace thorn thorne tide tiger till tiller tower town townsend
travel tree true trust turner twin underwood unity usher vale valley van verity view viola violet vine wade wake walk
walker wall waller walls ward warden warm washer water waters weaver webb welcome well wells welsh west wheat wheeler
whistle white wild wilde will win wind windsor wine wing winner winter winters wise wish wolf wonder wood woods worth
wren wright yard york young
afon bach bryn bychan cae capel coed cwm dewi du dol eira enfys fawr ffordd glan glas glyn gwen gwyn gwyrdd haf haul
heddwch heol hir lan llan lleuad llwyd llyn mair mawr melyn mor mynydd nant nos pen pentre pont pren rhos rhosyn seren
sant tan teg tir ty tywyn uchaf wen wyn ynys ysgol bore eglwys castell
and are all the for but not you she her his him was has had one two our out who why now new any way use
wales england britain cymru lloegr london cardiff
""".split()
)
