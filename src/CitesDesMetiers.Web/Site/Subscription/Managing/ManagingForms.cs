using System.ComponentModel.DataAnnotations;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Web.Letters.Parts;
using CitesDesMetiers.Web.Newsletter.Subscribers;
using CitesDesMetiers.Web.Ui.Forms;

namespace CitesDesMetiers.Web.Site.Subscription.Managing;

public class PreferencesForm : WishesForm
{
    [Display(Name = "Ce que vous recevez")]
    public Frequency Frequency { get; set; }
}

public class PauseForm
{
    [Display(Name = "Reprendre le")]
    public DateOnly? Until { get; set; }
}

public class LeavingForm
{
    public const int ReasonLength = 300;

    [Display(Name = "Pourquoi partez-vous\u202F? (facultatif)"), Paragraphs(ReasonLength)]
    public string? Reason { get; set; }
}

public class MoveForm
{
    [Display(Name = "Nouvelle adresse électronique")]
    public string? NewAddress { get; set; }
}

/// <summary>The page of a subscription. Each of its forms is sent separately, with the same field names.</summary>
internal sealed class ManagingPage : PreferencesForm
{
    public required Subscriber Subscriber { get; init; }

    /// <inheritdoc cref="OpenedSubscription"/>
    public required OpenedSubscription Opened { get; init; }
    public required WishChoices Choices { get; init; }
    public required NewsletterSettings Settings { get; init; }

    /// <summary>The current date in Paris.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>The last possible day of a pause.</summary>
    public DateOnly LastPause => Today.AddYears(1);

    public bool IsPaused => Subscriber.PausedUntil > Today;

    [Display(Name = "Reprendre le")]
    public DateOnly? Until { get; set; }

    [Display(Name = "Pourquoi partez-vous\u202F? (facultatif)")]
    public string? Reason { get; set; }

    [Display(Name = "Nouvelle adresse électronique")]
    public string? NewAddress { get; set; }
}
