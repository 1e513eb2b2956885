/** What a grocer sells: usual price, after how many days one is used up, in which kinds, and what often goes with it. */
export interface Grocery {
  readonly name: string;
  readonly pence: number;
  readonly days: number;
  readonly kinds: readonly string[];
  /** Name of another, bought with it more often than chance has it. */
  readonly goesWith?: string;
}

const grocery = (name: string, pence: number, days: number, kinds: string, goesWith?: string): Grocery => ({
  ...{ name, pence, days, kinds: kinds.split(' ') },
  ...(goesWith ? { goesWith } : {}),
});

export const groceries: readonly Grocery[] = [
  grocery('MILK 2L', 155, 7, 'WHOLE SEMI SKIMMED OAT'),
  grocery('BREAD LOAF', 140, 7, 'WHITE WHOLEMEAL RYE'),
  grocery('EGGS BOX OF 6', 210, 10, 'MEDIUM LARGE'),
  grocery('BANANAS BUNCH', 95, 7, 'RIPE GREEN'),
  grocery('APPLES BAG', 180, 9, 'GALA BRAEBURN'),
  grocery('YOGHURT POT', 120, 8, 'PLAIN STRAWBERRY VANILLA'),
  grocery('BUTTER 250G', 220, 14, 'SALTED UNSALTED'),
  grocery('CHEDDAR BLOCK', 350, 14, 'MILD MATURE'),
  grocery('CHICKEN BREAST PACK', 450, 10, 'FREE-RANGE CORN-FED'),
  grocery('MINCED BEEF PACK', 420, 12, 'LEAN CLASSIC', 'PASTA SAUCE JAR'),
  grocery('SALMON FILLET', 550, 16, 'FRESH SMOKED'),
  grocery('TOMATOES PUNNET', 130, 8, 'CHERRY PLUM'),
  grocery('SALAD BAG', 150, 7, 'ROCKET MIXED', 'TOMATOES PUNNET'),
  grocery('CARROTS BAG', 80, 12, 'LOOSE BABY'),
  grocery('POTATOES BAG', 190, 12, 'BAKING NEW'),
  grocery('ONIONS NET', 100, 18, 'RED BROWN'),
  grocery('ORANGE JUICE', 230, 10, 'SMOOTH BITS'),
  grocery('GROUND COFFEE', 480, 24, 'MILD DARK DECAF'),
  grocery('TEA BAGS 80', 320, 35, 'ENGLISH GREEN MINT', 'BISCUITS PACKET'),
  grocery('BISCUITS PACKET', 130, 15, 'OAT GINGER CHOCOLATE'),
  grocery('BREAKFAST CEREAL', 290, 21, 'BRAN HONEY MUESLI', 'MILK 2L'),
  grocery('PASTA 500G', 120, 20, 'PENNE FUSILLI SPAGHETTI', 'PASTA SAUCE JAR'),
  grocery('PASTA SAUCE JAR', 190, 20, 'BASIL ARRABBIATA'),
  grocery('RICE 1KG', 240, 40, 'BASMATI JASMINE'),
  grocery('OLIVE OIL 500ML', 650, 55, 'MILD EXTRA'),
  grocery('TINNED BEANS', 90, 14, 'BAKED KIDNEY'),
  grocery('TINNED TUNA', 140, 18, 'BRINE OIL'),
  grocery('CRISPS MULTIPACK', 210, 12, 'SALTED CHEESE'),
  grocery('CHOCOLATE BAR', 160, 10, 'MILK DARK HAZELNUT'),
  grocery('ICE CREAM TUB', 380, 28, 'VANILLA MANGO'),
  grocery('FROZEN PEAS', 170, 25, 'GARDEN PETITS'),
  grocery('FROZEN PIZZA', 310, 16, 'MARGHERITA SPINACH'),
  grocery('SPARKLING WATER 6', 260, 10, 'PLAIN LEMON'),
  grocery('RED WINE', 790, 18, 'MERLOT MALBEC', 'CHEDDAR BLOCK'),
  grocery('LAGER 4 PACK', 520, 14, 'PILSNER PALE', 'CRISPS MULTIPACK'),
  grocery('TOILET ROLL 9', 480, 28, 'SOFT QUILTED'),
  grocery('KITCHEN TOWEL', 230, 30, 'PLAIN PRINTED'),
  grocery('WASHING POWDER', 690, 42, 'BIO COLOUR'),
  grocery('DISHWASHER TABLETS', 620, 38, 'CLASSIC LEMON'),
  grocery('WASHING-UP LIQUID', 140, 35, 'LEMON ALOE'),
  grocery('SHAMPOO', 340, 45, 'DRY FINE'),
  grocery('TOOTHPASTE', 220, 40, 'MINT WHITENING'),
  grocery('SOAP', 150, 30, 'LAVENDER OLIVE'),
  grocery('NAPPIES PACK', 880, 12, 'SIZE3 SIZE4 SIZE5', 'BABY WIPES'),
  grocery('BABY WIPES', 190, 12, 'SENSITIVE ALOE'),
  grocery('CAT FOOD 12', 560, 12, 'FISH POULTRY', 'CAT LITTER'),
  grocery('CAT LITTER', 480, 20, 'CLAY WOOD'),
  grocery('DOG FOOD 3KG', 990, 25, 'ADULT PUPPY'),
  grocery('HONEY JAR', 410, 60, 'CLEAR SET'),
  grocery('JAM JAR', 260, 35, 'RASPBERRY APRICOT'),
];
