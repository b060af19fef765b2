/** The emoji that the picker offers, in its order. All of them are in Unicode 15, which the systems of 2024 draw. */
export const emojiGroups = {
  faces:
    "😀 😄 😁 😆 😅 🤣 😂 🙂 😉 😊 😇 🥰 😍 🤩 😘 😋 😛 😜 🤪 🤗 🤭 🤫 🤔 🫡 😐 😑 😶 😏 😒 🙄 😬 😌 😔 😪 😴 😷 🤒 🤧 🥵 🥶 🥴 😵 🤯 🥳 😎 🤓 🧐 😕 🙁 😮 😲 😳 🥺 🥹 😨 😰 😢 😭 😱 😖 😞 😓 😩 😤 😡 😈 💀 👻 👽 🤖 💩 😺 😸 😹 😻 😿",
  hands:
    "👋 🤚 ✋ 👌 🤌 🤏 ✌️ 🤞 🫰 🤟 🤘 👈 👉 👆 👇 ☝️ 👍 👎 ✊ 👊 👏 🙌 🫶 👐 🤲 🤝 🙏 ✍️ 💪 👀 👂 👃 🧠 🙇 🙋 🙅 🙆 🤷 🤦 💁 🧑‍💻 🧑‍🎤 🧑‍🍳 🧑‍🎨 🥷 👼 🎅 💃 🕺 🏃 🚶 🧘 👪",
  nature:
    "🐶 🐱 🐭 🐹 🐰 🦊 🐻 🐼 🐨 🐯 🦁 🐮 🐷 🐸 🐵 🙈 🙉 🙊 🐔 🐧 🐦 🐤 🦆 🦉 🦇 🐺 🐴 🦄 🐝 🐛 🦋 🐌 🐞 🐢 🐍 🐙 🦀 🐟 🐬 🐳 🦈 🐘 🦒 🐇 🐿️ 🌸 🌼 🌻 🌹 🌷 🌱 🌲 🌴 🌵 🍀 🍁 🍂 🍄 🌾 🌙 ⭐ 🌟 ☀️ 🌈 ☁️ ⛄ ❄️ 🔥 💧 🌊",
  food: "🍎 🍊 🍋 🍌 🍉 🍇 🍓 🍒 🍑 🥝 🍅 🥑 🌽 🍞 🥐 🧀 🍳 🍔 🍟 🍕 🌭 🌮 🥗 🍝 🍜 🍲 🍛 🍣 🍱 🥟 🍤 🍙 🍚 🍘 🍢 🍡 🍧 🍨 🍦 🍰 🎂 🍮 🍭 🍬 🍫 🍿 🍩 🍪 ☕ 🍵 🍶 🍺 🍻 🥂 🍷 🍹 🧋",
  festival:
    "🏮 🎆 🎇 🧨 🎉 🎊 🎈 🎋 🎍 🎎 🎏 🎐 🎑 👘 🪭 🥁 🎤 🎧 🎵 🎶 🎹 🎸 🎺 🎻 🪕 🎬 🎨 🎭 🎮 🕹️ 🎲 🧩 🎯 🎳 ⚽ 🏀 🏈 ⚾ 🎾 🏐 🏓 🏸 🥊 🥋 ⛳ 🎣 🏆 🏅 🥇 🎁 🎀 🎄 🎃",
  travel: "🚗 🚕 🚌 🚎 🏎️ 🚓 🚑 🚒 🚲 🛵 🏍️ 🚂 🚃 🚄 🚅 🚇 ✈️ 🚀 🛸 🚁 ⛵ 🚢 🗺️ 🗻 🗼 🏯 ⛩️ 🏰 🌉 🌃 🌆 🏠 🏪 🏫 🏖️ ⛺ 🌏",
  signs:
    "❤️ 🧡 💛 💚 💙 💜 🤎 🖤 🤍 💔 💕 💞 💓 💗 💖 💘 💝 💯 💢 💥 💫 💦 💤 ✨ 🎼 💬 💭 ❗ ❓ ‼️ ⭕ ❌ ✅ ☑️ ➡️ ⬅️ ⬆️ ⬇️ 🔴 🟠 🟡 🟢 🔵 🟣 ⚫ ⚪ 🔔 🔕 💡 📌 📣 🎥 📷 📺 💻 📱 ⏰ ⏳ 🔑 🔒 ♨️ ♻️ 🈵 🉐 ㊗️ 🆗 🆕 🆒",
} as const;
export type EmojiGroup = keyof typeof emojiGroups;

/** The groups with their emoji one by one. */
export const emojiTable = (Object.entries(emojiGroups) as [EmojiGroup, string][]).map(
  ([name, text]) => [name, text.split(" ")] as const,
);
