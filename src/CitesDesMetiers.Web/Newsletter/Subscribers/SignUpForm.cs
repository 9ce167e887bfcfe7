using System.ComponentModel.DataAnnotations;
using CitesDesMetiers.Web.Ui.Forms;

namespace CitesDesMetiers.Web.Newsletter.Subscribers;

/// <summary>The sign-up form. Only the address is required.</summary>
public class SignUpForm : WishesForm
{
    [Display(Name = "Votre adresse électronique")]
    public string? Address { get; set; }

    [Display(Name = "Votre organisation"), Line(200)]
    public string? Organisation { get; set; }

    /// <summary>A hidden field. Only programs fill it in.</summary>
    public string? Website { get; set; }

    /// <inheritdoc cref="FormStamp"/>
    public string? Stamp { get; set; }

    /// <inheritdoc cref="SignUpChallenge"/>
    [Display(Name = "Une question, pour écarter les programmes")]
    public string? Answer { get; set; }

    /// <summary>The protected answer to the question.</summary>
    public string? Challenge { get; set; }
}
