using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Core.Settings;

namespace CitesDesMetiers.Web.Letters;

/// <summary>The content of a mail to one person, such as a confirmation, a call or a digest.</summary>
/// <param name="subject">Without typography, which is applied here.</param>
public abstract class LetterContext(SiteOptions site, NewsletterSettings settings, string subject) : MailContext(site, "fr")
{
    public NewsletterSettings Settings => settings;

    public override NetworkLook? Look => settings.Look;

    public string Name => Type(settings.NewsletterName);

    public string Subject => Type(subject);

    /// <summary>The preview text that mail programs show beside the subject.</summary>
    public abstract string Preheader { get; }

    /// <summary>Writes masthead and imprint around the content.</summary>
    internal sealed override string WriteText()
    {
        var page = new TextPage();
        page.Paragraph(string.Join('\n', [Type(settings.NetworkName), Name, .. Look?.Masthead is { } masthead ? new[] { Type(masthead) } : []]));
        page.Part(Subject);
        Write(page);
        page.Rule();
        page.Paragraph(string.Join('\n', [Type(settings.PublisherName), .. PlainLines.All(Type(settings.PublisherAddress)), Url("/")]));
        return page.ToString();
    }

    /// <summary>Writes the content of the text part.</summary>
    private protected abstract void Write(TextPage page);
}
