let context: AudioContext | undefined;

/** A short, low sound, on this computer only; nothing where the browser refuses sound. */
export function chime(times: number): void {
  try {
    context ??= new AudioContext();
    for (let index = 0; index < times; index++) tone(context, context.currentTime + index * 0.35);
  } catch {
    // The timer's colour and figures say the same.
  }
}

function tone(audio: AudioContext, at: number): void {
  const oscillator = audio.createOscillator();
  const volume = audio.createGain();
  oscillator.frequency.value = 520;
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(0.15, at + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.001, at + 0.3);
  oscillator.connect(volume).connect(audio.destination);
  oscillator.start(at);
  oscillator.stop(at + 0.32);
}
