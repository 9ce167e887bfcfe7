using System.ComponentModel.DataAnnotations;
using CitesDesMetiers.Web.Ui.Forms;

namespace CitesDesMetiers.Web.Newsletter.Subscribers;

/// <summary>The sign-up form as it comes back. Only the address is required.</summary>
public class SignUpForm : WishesForm
{
    [Display(Name = "Votre adresse électronique")]
    public string? Address { get; set; }

    [Display(Name = "Votre organisation"), Line(200)]
    public string? Organisation { get; set; }

    /// <summary>Nobody sees this field; what fills it in is no reader.</summary>
    public string? Website { get; set; }

    /// <inheritdoc cref="FormStamp"/>
    public string? Stamp { get; set; }

    /// <inheritdoc cref="SignUpChallenge"/>
    [Display(Name = "Une question, pour écarter les programmes")]
    public string? Answer { get; set; }

    /// <summary>Seal of the question.</summary>
    public string? Challenge { get; set; }
}
