using System.ComponentModel.DataAnnotations;
using CitesDesMetiers.Core.Subscribers;

namespace CitesDesMetiers.Web.Newsletter.Subscribers;

/// <summary>What a reader may say about what they would like to receive; all of it optional.</summary>
public class WishesForm
{
    /// <summary>ISO 639-1 code; null where the form did not ask.</summary>
    [Display(Name = "Langue")]
    public string? Language { get; set; }

    [Display(Name = "Votre Cité des métiers")]
    public int? CiteId { get; set; }

    /// <summary>None means all.</summary>
    [Display(Name = "Thèmes")]
    public List<int> ThemeIds { get; set; } = [];

    /// <summary>Whether anything differs from what the form begins with.</summary>
    public bool SaysSomething => Language is not (null or WishChoices.Usual) || CiteId is not null || ThemeIds.Count > 0;

    public void Read(Subscriber subscriber)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        Language = subscriber.Language;
        CiteId = subscriber.CiteId;
        ThemeIds = [.. subscriber.Themes.Select(t => t.Id)];
    }
}
