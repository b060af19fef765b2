/** One whole RTMP message, put together from its chunks. `timestamp` is milliseconds, unsigned 32 bit, and wraps. */
export interface RtmpMessage {
  type: number;
  streamId: number;
  timestamp: number;
  payload: Buffer;
}

/** RTMP message types that this emulator reads or writes. */
export const MessageType = {
  SetChunkSize: 1,
  Abort: 2,
  Acknowledgement: 3,
  UserControl: 4,
  WindowAcknowledgementSize: 5,
  SetPeerBandwidth: 6,
  Audio: 8,
  Video: 9,
  DataAmf3: 15,
  CommandAmf3: 17,
  DataAmf0: 18,
  CommandAmf0: 20,
} as const;

/** In a chunk header this timestamp means that the real one follows in four more bytes. */
export const EXTENDED_TIMESTAMP = 0xffffff;
