// What the widgets say, in English and French, and how they write numbers and days.

const ENGLISH = {
  reputation: 'Your reputation',
  leaderboard: 'Leaderboard',
  around: 'Around you',
  points: { one: 'point', other: 'points' },
  rank: 'Rank',
  rankOf: (rank, of) => `Rank ${rank} of ${of}`,
  me: 'you',
  member: 'A member',
  object: 'Untitled',
  recent: 'Recent activity',
  earned: (amount, words, total) => `${amount}. ${words}. New total: ${total}.`,
  corrected: 'corrected',
  WITHDRAWN: 'withdrawn',
  loading: 'Loading…',
  noMembers: 'Nobody is on this leaderboard yet.',
  noObjects: 'There is nothing here yet.',
  noPlace: 'You are not on this leaderboard yet.',
  noPoints: 'You have no points yet. Each one will appear here, with its reason.',
  unknown: 'Log in to see this.',
  failed: 'This cannot be shown right now.',
  unreachable: 'The server cannot be reached.',
  missing: (attribute) => `The attribute “${attribute}” is missing.`,
  retry: 'Try again',
  previous: 'Previous',
  next: 'Next',
  range: (first, last, of) => `${first}–${last} of ${of}`,
};

// Before : a no-break space, before ; ! ? a narrow one; apostrophes are typographic.
const FRENCH = {
  reputation: 'Votre réputation',
  leaderboard: 'Classement',
  around: 'Autour de vous',
  points: { one: 'point', many: 'de points', other: 'points' },
  rank: 'Rang',
  rankOf: (rank, of) => `Rang ${rank} sur ${of}`,
  me: 'vous',
  member: 'Un membre',
  object: 'Sans titre',
  recent: 'Activité récente',
  earned: (amount, words, total) => `${amount}. ${words}. Nouveau total\u00a0: ${total}.`,
  corrected: 'corrigé',
  WITHDRAWN: 'retiré',
  loading: 'Chargement…',
  noMembers: 'Personne ne figure encore dans ce classement.',
  noObjects: 'Il n’y a encore rien ici.',
  noPlace: 'Vous ne figurez pas encore dans ce classement.',
  noPoints: 'Vous n’avez pas encore de points. Chacun s’affichera ici, avec sa raison.',
  unknown: 'Connectez-vous pour afficher ce contenu.',
  failed: 'L’affichage est impossible pour le moment.',
  unreachable: 'Le serveur est injoignable.',
  missing: (attribute) => `Il manque l’attribut «\u00a0${attribute}\u00a0».`,
  retry: 'Réessayer',
  previous: 'Précédent',
  next: 'Suivant',
  range: (first, last, of) => `${first}–${last} sur ${of}`,
};

const speeches = new Map();

/** The texts and formats of a language tag, such as fr-CA; English for languages that there are no texts in. */
export function speech(tag) {
  if (!speeches.has(tag)) speeches.set(tag, spoken(tag));
  return speeches.get(tag);
}

function spoken(tag) {
  const locale = known(tag);
  const language = locale.startsWith('fr') ? 'fr' : 'en';
  const texts = language === 'fr' ? FRENCH : ENGLISH;
  const numbers = new Intl.NumberFormat(locale);
  const changes = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' });
  const plurals = new Intl.PluralRules(locale);
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  return {
    ...texts,
    language,
    number: (value) => numbers.format(value).replace('-', '−'),
    // A hyphen is too short to be seen before a number.
    change: (value) => changes.format(value).replace('-', '−'),
    pointsOf: (value) => texts.points[plurals.select(value)] ?? texts.points.other,
    day: (time) => days.format(new Date(time)),
  };
}

function known(tag) {
  try {
    const locale = Intl.getCanonicalLocales(tag)[0] ?? 'en';
    return /^(en|fr)(-|$)/.test(locale) ? locale : 'en';
  } catch {
    // Whatever the page says there, it is no language.
    return 'en';
  }
}
