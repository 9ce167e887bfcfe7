using System.ComponentModel.DataAnnotations;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Subscribers.Imports;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Web.Newsletter.Subscribers;
using CitesDesMetiers.Web.Newsletter.Subscribers.Imports;
using CitesDesMetiers.Web.Platform.Auditing;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Subscribers;

/// <summary>Adds one subscriber who consented on paper or in person. The rules are those of an import.</summary>
[Authorize(Policy = Policies.Administrator)]
[Route(SubscriberAddresses.Add)]
public class AdditionController(
    NewsletterContext db, AddressKeyStore keys, WelcomeMails welcome, AuditLog audit, TimeProvider clock) : DeskController(db)
{
    [HttpGet("")]
    public Task<IActionResult> Show(CancellationToken cancellation) => PageAsync(new AdditionForm(), cancellation);

    [HttpPost("")]
    public async Task<IActionResult> Add(AdditionForm form, CancellationToken cancellation)
    {
        var today = ParisTime.Today(clock);
        if (form.ConsentOn is { } day && LineReader.Fault(day, today) is { } fault)
        {
            ModelState.AddModelError(nameof(form.ConsentOn), $"Date de l’accord : {RefusalWords.Explain(fault)}");
        }

        if (!ModelState.IsValid || !EmailAddress.TryParse(form.Address, out var address, out _))
        {
            return await PageAsync(form, cancellation);
        }

        var key = (await keys.GetAsync(cancellation)).KeyOf(address);
        if (await ObstacleAsync(address, key, cancellation) is { } obstacle)
        {
            ModelState.AddModelError(nameof(form.Address), $"Adresse : {RefusalWords.Explain(obstacle)}");
            return await PageAsync(form, cancellation);
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var subscriber = new Subscriber(address, key, form.Language!, form.Organisation, now);
        subscriber.Prefer(form.Language!, form.CiteId, [], Frequency.EachIssue);
        subscriber.TakeOver(
            new ConsentEvent(
                ConsentKind.Confirmed, ConsentSource.Desk, form.ConsentOn!.Value.ToDateTime(default, DateTimeKind.Utc), address.Value, form.Language!,
                form.Source!, "saisie", ConsentWording.PolicyVersion, $"Saisi le {FrenchDates.Day(today)} par {User.DisplayName()}."),
            now);
        Db.Add(subscriber);
        if (subscriber.State is SubscriberState.Confirmed)
        {
            await welcome.EnqueueAsync(subscriber, cancellation);
        }

        return await SaveAsync(form, subscriber, cancellation);
    }

    private async Task<IActionResult> SaveAsync(AdditionForm form, Subscriber subscriber, CancellationToken cancellation)
    {
        try
        {
            await Db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException e) when (DatabaseProvider.Of(Db.Database).IsUniqueViolation(e))
        {
            Db.ChangeTracker.Clear();
            ModelState.AddModelError(nameof(form.Address), $"Adresse : {RefusalWords.Explain(LineRefusal.Subscribed)}");
            return await PageAsync(form, cancellation);
        }

        audit.Add(AuditAction.SubscriberAdded, AuditEntry.OfSubscriber(subscriber.Id));
        await Db.SaveChangesAsync(cancellation);
        welcome.Wake();
        return Done(
            subscriber.State is SubscriberState.Confirmed
                ? "Cette personne est abonnée. Un message de bienvenue le lui dit, avec de quoi changer d’avis."
                : $"Cet accord a plus de {Subscriber.ConsentYears} ans : un message le lui redemande. Rien d’autre ne lui est envoyé d’ici là.",
            nameof(SubscribersController.Show), new { controller = "Subscribers", id = subscriber.Id });
    }

    /// <summary>Why the address cannot be added, as for a line of an import; null if it can.</summary>
    private async Task<LineRefusal?> ObstacleAsync(EmailAddress address, string key, CancellationToken cancellation)
    {
        var reason = await Db.Suppressions.Where(s => s.AddressKey == key).Select(s => (SuppressionReason?)s.Reason)
            .FirstOrDefaultAsync(cancellation);
        var state = await Db.Subscribers.Where(s => s.NormalisedAddress == address.Normalised).Select(s => (SubscriberState?)s.State)
            .FirstOrDefaultAsync(cancellation);
        return (reason, state) switch
        {
            (SuppressionReason.Erasure, _) => LineRefusal.Erased,
            (SuppressionReason.Complaint, _) or (_, SubscriberState.Complained) => LineRefusal.Complained,
            (SuppressionReason.Request, _) => LineRefusal.Suppressed,
            (SuppressionReason.Bounce, _) or (_, SubscriberState.Bounced) => LineRefusal.Bounced,
            (_, SubscriberState.Confirmed) => LineRefusal.Subscribed,
            (_, { } other) => Enum.Parse<LineRefusal>(other.ToString()),
            _ => null,
        };
    }

    private async Task<IActionResult> PageAsync(AdditionForm form, CancellationToken cancellation) =>
        View("Add", new AdditionPage(form, await Choices.CitesOrNoneAsync(Db, User, cancellation)));
}

internal sealed record AdditionPage(AdditionForm Form, IReadOnlyList<SelectListItem> Cites) : IFormPage<AdditionForm>;

public class AdditionForm
{
    [Display(Name = "Adresse électronique"), Required(ErrorMessage = "Adresse électronique : à renseigner."), MailAddress]
    public string? Address { get; set; }

    [Display(Name = "Origine de l’accord"), Line(SubscriberImport.SourceLength, Required = true)]
    public string? Source { get; set; }

    [Display(Name = "Date de l’accord"), Required(ErrorMessage = "Date de l’accord : à renseigner.")]
    public DateOnly? ConsentOn { get; set; }

    [Display(Name = "Langue"), Language]
    public string? Language { get; set; } = WishChoices.DefaultLanguage;

    [Display(Name = "Cité qui l’intéresse")]
    public int? CiteId { get; set; }

    [Display(Name = "Organisation"), Line(200)]
    public string? Organisation { get; set; }
}
