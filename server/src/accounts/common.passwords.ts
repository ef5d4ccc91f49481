/** The passwords of eight characters and more that are used most, in lower case. */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `
  password password1 password12 password123 password1234 password! passw0rd p@ssw0rd p@ssword pa55word pa$$word
  12345678 123456789 1234567890 0123456789 9876543210 987654321 87654321 11223344 1122334455 123123123 12341234
  12344321 123454321 123321123 147258369 147852369 159753456 159357456 741852963 789456123 963852741 098765432
  1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx 1qaz2wsx3edc 1qazxsw2 zaq12wsx zaq1zaq1 qazwsxedc qazwsx123 q1w2e3r4
  q1w2e3r4t5 qwertyui qwertyuiop qwerty12 qwerty123 qwerty1234 qwerty12345 qwerty123456 qwertzui qwertz123 azertyui
  azertyuiop azerty123 asdfghjk asdfghjkl asdf1234 asdfasdf asd12345 zxcvbnm1 zxcvbnm123 zxcvbnma poiuytrewq
  iloveyou iloveyou1 iloveyou2 iloveyou! iloveme1 loveyou1 lovelove ilovegod trustno1 letmein1 letmein123 letmein!
  welcome1 welcome12 welcome123 welcome! whatever whatever1 changeme changeme1 changeme123 default1 secret123
  admin123 admin1234 admin12345 adminadmin administrator root1234 rootroot test1234 test12345 testtest testing1
  testing123 guest123 user1234 username login123 master123 superman superman1 batman123 spiderman ironman1
  starwars starwars1 pokemon1 pokemon123 minecraft minecraft1 dragon123 dragonball monkey123 monkey12 princess
  princess1 princess123 sunshine sunshine1 football football1 football12 baseball baseball1 basketball soccer123
  hockey123 liverpool liverpool1 chelsea1 arsenal1 barcelona manchester juventus realmadrid michael1 michelle
  michelle1 jennifer jennifer1 jessica1 charlie1 samantha elizabeth christian christopher alexander alexandra
  nicholas benjamin danielle victoria patricia stephanie anthony1 jonathan computer computer1 internet internet1
  microsoft samsung1 samsung123 google123 facebook facebook1 linkedin youtube1 instagram tinkerbell
  butterfly butterfly1 chocolate chocolate1 strawberry cheesecake blink182 metallica nirvana1 rammstein slipknot
  mustang1 corvette porsche1 ferrari1 mercedes yamaha123 harley123 scorpion phoenix1 thunder1 diamond1 midnight
  freedom1 shadow123 shadow12 hunter12 hunter123 killer123 ranger12 cowboys1 yankees1 steelers lakers24 eagles12
  a1b2c3d4 a1b2c3d4e5 a123456789 a1234567 a12345678 aa123456 aa12345678 abc12345 abc123456 abcd1234 abcd12345
  abcdefgh abcdefg1 abcdefghi abcdefghij asdfgh123 qweasdzxc qweasd123 qwe12345 qwe123456 qwer1234 zxcv1234
  zxc12345 1password 1234qwer 1234abcd 12345qwert 123456qwerty 123qweasd 123qweasdzxc 123456abc 123456aa 12345678a
  123456789a 123456789q 123abc123 1a2b3c4d 1234567a 5201314520 woaini1314 woaini520 summer2023 summer2024 summer2025
  winter2023 winter2024 winter2025 spring2024 spring2025 autumn2024 january1 monday12 hello123 hello1234 hellohello
  helloworld goodluck blessed1 jesus123 jesuschrist godisgood passwort passwort1 passwort123 hallo123 hallo1234
  schalke04 ficken123 motdepasse marseille doudou123 soleil123 contraseña contrasena tequiero teamo123 mypassword
  mypassword1 newpassword nopassword mustchange temp1234 temppass p4ssword correcthorse letmeinnow opensesame
  turnabout turnabout1 turnabout123 interview interview1 interview123 datascience datascience1 machinelearning
  `
    .trim()
    .split(/\s+/),
);
