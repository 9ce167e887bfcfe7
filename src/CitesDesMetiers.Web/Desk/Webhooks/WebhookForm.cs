using System.ComponentModel.DataAnnotations;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Core.Webhooks;
using CitesDesMetiers.Web.Ui.Forms;

namespace CitesDesMetiers.Web.Desk.Webhooks;

public class WebhookForm
{
    [Display(Name = "Nom du programme"), Line(Webhook.NameLength, Required = true)]
    public string? Name { get; set; }

    [Display(Name = "Adresse à appeler"), Line(WebAddress.MaxLength, Required = true), WebUrl]
    public string? Url { get; set; }
}

/// <param name="Last">Its last call; null if there was none.</param>
internal sealed record WebhookRow(int Id, string Name, string Url, DateTime CreatedAt, WebhookCall? Last);

/// <param name="Secret">The secret of the webhook just added, which is shown once; null otherwise.</param>
internal sealed record WebhooksPage(WebhookForm Form, IReadOnlyList<WebhookRow> Rows, string? Secret) : IFormPage<WebhookForm>;
