// Propose the browser's time zone.

const choice = document.querySelector('select[name="timezone"]');
if (choice.value === "") choice.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (choice.value === "") choice.selectedIndex = 0;
