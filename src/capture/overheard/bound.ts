/** So many datagrams of a capture are kept to be judged; what comes behind them is not. */
export const MAX_DATAGRAMS = 400_000;
