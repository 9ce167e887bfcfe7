using System.ComponentModel.DataAnnotations;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Web.Site.Account;
using CitesDesMetiers.Web.Ui.Forms;

namespace CitesDesMetiers.Web.Site.Installation;

/// <summary>The first administrator.</summary>
public class SetUpForm : NewPasswordForm
{
    [Display(Name = "Nom"), Line(Contact.NameLength, Required = true)]
    public string? DisplayName { get; set; }

    [Display(Name = "Adresse électronique"), Required(ErrorMessage = "Adresse électronique : à renseigner."), MailAddress]
    public string? Address { get; set; }

    public User Make() => new(EmailAddress.Parse(Address!).Value, DisplayName!, Role.Administrator) { EmailConfirmed = true };
}
