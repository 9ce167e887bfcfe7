namespace CitesDesMetiers.Web.Letters;

/// <summary>Writes masthead and imprint around the text part of a letter.</summary>
internal static class LetterText
{
    public static string Write(LetterContext letter, Action<TextPage> content)
    {
        var page = new TextPage();
        page.Paragraph($"{letter.Type(letter.Settings.NetworkName)}\n{letter.Name}");
        page.Part(letter.Subject);
        content(page);
        page.Rule();
        page.Paragraph(
            string.Join(
                '\n',
                [letter.Type(letter.Settings.PublisherName), .. PlainLines.All(letter.Type(letter.Settings.PublisherAddress)), letter.Url("/")]));
        return page.ToString();
    }

    /// <summary>Writes a link: its label, then its address on a separate line.</summary>
    public static void Link(this TextPage page, string label, string url) => page.Paragraph($"{label}\u00A0:\n{url}");
}
