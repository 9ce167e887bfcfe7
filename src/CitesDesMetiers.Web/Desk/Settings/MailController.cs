using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Dispatches;
using CitesDesMetiers.Sending.Settings;
using CitesDesMetiers.Sending.Smtp;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Auditing;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui;
using CitesDesMetiers.Web.Ui.Confirmation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Desk.Settings;

/// <summary>Sender and relay. What the configuration sets is shown and stays.</summary>
[Authorize(Policy = Policies.Administrator)]
[Route(DeskAddresses.MailSettings)]
public class MailController(
    NewsletterContext db, DeskMail desk, RelayTrial trial, MissingRelay missing, IOptions<MailOptions> options, NetworkIdentity identity,
    AuditLog audit, TimeProvider clock)
    : DeskController(db)
{
    private const string TrialKey = "RelayTrial";

    [HttpGet("")]
    public async Task<IActionResult> Edit(CancellationToken cancellation)
    {
        var stored = await StoredAsync(cancellation);
        return Page(MailForm.From(stored), stored);
    }

    [HttpPost("")]
    [FreshSignIn]
    public async Task<IActionResult> Update(MailForm form, CancellationToken cancellation)
    {
        var settings = await Db.MailSettings.SingleOrDefaultAsync(cancellation);
        if (!desk.FixesRelay && form.NeedsPassword(settings ?? new MailSettings()))
        {
            ModelState.AddModelError(nameof(form.Password), settings?.RelayPassword is null
                ? "Mot de passe : à renseigner, puisqu’il y a un utilisateur."
                : "Mot de passe : tapez-le de nouveau, puisque la connexion change.");
        }

        if (!ModelState.IsValid)
        {
            return Page(form, settings ?? new MailSettings());
        }

        if (settings is null)
        {
            Db.MailSettings.Add(settings = new MailSettings());
        }
        else
        {
            Db.Expect(settings, form.Version);
        }

        Apply(form, settings);
        return await SaveAsync(
            form,
            async () => (MailForm?)MailForm.From(await StoredAsync(cancellation)),
            async () =>
            {
                await desk.ReadAsync(Db, cancellation);
                return Done("Les réglages du courrier sont enregistrés. Envoyez-vous un essai.", nameof(Edit));
            },
            async () => Page(form, await StoredAsync(cancellation)),
            cancellation);
    }

    /// <summary>Sends a mail to the signed-in person and says what the relay answered.</summary>
    [HttpPost("essai")]
    [EnableRateLimiting(RateLimits.Costly)]
    public async Task<IActionResult> Try(CancellationToken cancellation)
    {
        var to = EmailAddress.Parse(User.Identity!.Name!);
        var newsletter = (await identity.ReadAsync(cancellation)).Newsletter;
        var result = await trial.SendAsync(
            to, $"Essai du courrier {newsletter.Of}",
            $"Bonjour,\n\nCe message montre que le site {newsletter.Of} sait envoyer du courrier.\n", cancellation);
        if (result.Outcome is SendOutcome.Sent && !missing.WritesFiles)
        {
            var settings = await Db.MailSettings.SingleOrDefaultAsync(cancellation) ?? Db.MailSettings.Add(new MailSettings()).Entity;
            settings.RecordTrial(clock.GetUtcNow().UtcDateTime);
            await Db.SaveChangesAsync(cancellation);
        }

        TempData[TrialKey] = missing.WritesFiles
            ? "Sans serveur, l’essai est resté dans la boîte d’envoi : personne ne l’a reçu."
            : TrialWords.Of(result, options.Value.RelayNames[0], to.Value);
        return RedirectToAction(nameof(Edit));
    }

    /// <summary>Changes what the configuration leaves open, and notes it in the log, the password without its value.</summary>
    private void Apply(MailForm form, MailSettings settings)
    {
        var (before, password) = (MailForm.From(settings), settings.RelayPassword);
        settings.SetSender(
            desk.FixesSender ? settings.SenderName : form.SenderName, desk.FixesSender ? settings.SenderAddress : form.SenderAddress,
            desk.FixesReplyTo ? settings.ReplyTo : form.ReplyTo);
        if (!desk.FixesRelay)
        {
            form.ApplyRelayTo(settings, desk.Encrypt);
        }

        foreach (var field in Ui.Forms.Conflict.Between(before, MailForm.From(settings)))
        {
            audit.Add(AuditAction.SettingsChanged, "Courrier : " + field.Label, field.Mine, field.Theirs);
        }

        if (settings.RelayPassword != password)
        {
            audit.Add(AuditAction.SettingsChanged, "Courrier : mot de passe du serveur");
        }
    }

    private async Task<MailSettings> StoredAsync(CancellationToken cancellation) =>
        await Db.MailSettings.AsNoTracking().SingleOrDefaultAsync(cancellation) ?? new MailSettings();

    private ViewResult Page(MailForm form, MailSettings stored) => View("Mail", new MailPage(
        form, options.Value.From.ToString(), options.Value.ReplyToAddress, missing.WritesFiles ? [] : options.Value.RelayNames,
        stored.RelayPassword is not null, stored.TriedAt, TempData[TrialKey] as string)
    {
        FixesSender = desk.FixesSender,
        FixesReplyTo = desk.FixesReplyTo,
        FixesRelay = desk.FixesRelay,
    });
}
