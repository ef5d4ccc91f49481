import type { Competency } from '#shared/interview/competency.js';

/** Display names of simulated people: as many as a demonstration may have. */
export const NAMES: readonly string[] = [
  ...['Ada', 'Bruno', 'Chidi', 'Dana', 'Elif', 'Farid', 'Greta', 'Hiro', 'Ines', 'Jonas', 'Kavya', 'Luca'],
  ...['Mina', 'Noor', 'Oskar', 'Priya', 'Quentin', 'Rosa', 'Sami', 'Tove', 'Uri', 'Vera', 'Wen', 'Ximena'],
  ...['Yusuf', 'Zofia', 'Amara', 'Bela', 'Cleo', 'Dmitri', 'Esra', 'Finn', 'Gita', 'Hanna', 'Ivo', 'Jin'],
  ...['Karim', 'Lena', 'Marek', 'Nadia', 'Omar', 'Paula', 'Ravi', 'Sina', 'Tariq', 'Uma', 'Viktor', 'Yara'],
];

type Sides = Readonly<Record<'strong' | 'weak', readonly string[]>>;

/** What an interviewer notes, by what it is about: behaviour that was seen, and no opinion. */
export const SEEN: Readonly<Record<Competency, Sides>> = {
  framing: {
    strong: ['Asked who acts on the result before naming a model', 'Wrote the target down in one sentence'],
    weak: ['Named an algorithm in the first minute', 'Took the ask word for word'],
  },
  metrics: {
    strong: ['Put a price on both kinds of mistake', 'Chose the threshold from the capacity of the team'],
    weak: ['Quoted AUC and stopped there', 'Compared two metrics without a cost for either'],
  },
  data: {
    strong: ['Asked where the labels come from and when', 'Listed what is known at the time of the decision'],
    weak: ['Started with fitting', 'Took missing values for zeros'],
  },
  tradeoffs: {
    strong: ['Said what is given up by the simpler choice', 'Weighed upkeep against two points of recall'],
    weak: ['Explained how boosting works instead of why here', 'Named three options and chose none'],
  },
  explanation: {
    strong: ['Told the cause in the words of the branch manager', 'Checked after each step whether it was clear'],
    weak: ['Said that the model had learned it', 'Used four terms that the listener had not heard'],
  },
  production: {
    strong: ['Named who is called when it degrades', 'Planned a holdback before the launch'],
    weak: ['Ended with an offline score', 'Left retraining to a schedule without a reason'],
  },
  simplicity: {
    strong: ['Set a rule as the baseline to beat', 'Said in which case no model is needed'],
    weak: ['Began with a deep model', 'Added a second model for a segment of forty people'],
  },
  delivery: {
    strong: ['Said the plan first and then filled it in', 'Landed a conclusion a minute before the end'],
    weak: ['Went silent after the twist', 'Answered another question than the one asked'],
  },
};

export const KEEP: Readonly<Record<Competency, string>> = {
  framing: 'You asked what the decision is before anything else. Keep that as your first minute.',
  metrics: 'You tied the metric to money in one sentence, and I could follow it.',
  data: 'You asked when labels arrive without being led there.',
  tradeoffs: 'You said what you give up each time you chose.',
  explanation: 'You explained it so that somebody in sales would have nodded.',
  production: 'You went on after the model was trained: roll-out, watch, retrain.',
  simplicity: 'You began with the simplest thing that could work.',
  delivery: 'Your structure was clear from the first sentence on.',
};

export const CHANGE: Readonly<Record<Competency, string>> = {
  framing: 'Ask two questions about the target before you name a method.',
  metrics: 'Give each mistake a cost before you choose a metric.',
  data: 'Ask what is known at the moment of the decision, and what only later.',
  tradeoffs: 'After “I would use …”, add “because here …, and I give up …”.',
  explanation: 'Say it once without any word of ML before you go into detail.',
  production: 'Keep three minutes for what happens after the launch.',
  simplicity: 'Start from a rule, and say what the model must beat.',
  delivery: 'When a follow-up surprises you, say aloud what it changes before you answer.',
};

export const OF_INTERVIEWER = {
  keep: ['You let me finish and then asked one thing.', 'The follow-ups went where my answer was thin.', ''],
  change: ['Leave a little more time for the last step.', 'Read the question once more when I drift away.', ''],
} as const;

export const GREETINGS = ['Hello! Can you hear me in the call?', 'Hi, good to meet you. Ready when you are.'] as const;
