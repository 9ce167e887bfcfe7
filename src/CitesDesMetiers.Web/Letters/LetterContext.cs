using CitesDesMetiers.Core.Settings;

namespace CitesDesMetiers.Web.Letters;

/// <summary>A mail to one person about something of theirs: a request, a call, what happened at the desk.</summary>
/// <param name="subject">As typed: typography is done here.</param>
public abstract class LetterContext(SiteOptions site, NewsletterSettings settings, string subject) : MailContext(site, "fr")
{
    public NewsletterSettings Settings => settings;

    public string Name => Type(settings.NewsletterName);

    public string Subject => Type(subject);

    /// <summary>The line mail programs show beside the subject.</summary>
    public abstract string Preheader { get; }
}
