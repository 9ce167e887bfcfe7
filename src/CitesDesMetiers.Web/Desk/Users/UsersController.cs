using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Web.Letters;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Auditing;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Platform.Identity.Factors;
using CitesDesMetiers.Web.Ui.Confirmation;
using CitesDesMetiers.Web.Ui.Forms;
using CitesDesMetiers.Web.Ui.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Users;

/// <summary>
/// The accounts. Sessions of users who lose rights, change their Cité or are blocked end at once. The last administrator
/// cannot be removed.
/// </summary>
[Authorize(Policy = Policies.Administrator)]
[Route(DeskAddresses.Users)]
public class UsersController(
    NewsletterContext db, UserManager<User> users, SignInManager<User> signIn, PasswordMails mails, AccountChanges changes,
    AccountMails accountMails, SecondFactors factors, AuditLog audit) : DeskController(db)
{
    private const string LastAdministrator = "C’est le dernier compte d’administration : nommez d’abord quelqu’un d’autre. Rien n’a été modifié.";

    [HttpGet("")]
    public async Task<IActionResult> Index([FromQuery] UserFilter filter, CancellationToken cancellation)
    {
        var rows = await filter.ReadAsync(
            filter.Apply(Db.Users), UserFilter.Columns,
            u => new UserRow(
                u.Id, u.DisplayName, u.Email, u.Role, u.Cite!.Name, u.LockoutEnd == Core.Accounts.User.BlockedUntil, u.PasswordHash != null,
                u.MayApprove, u.MaySend, u.MailFailedAt, u.MailFailure), cancellation);
        return View(new CiteListPage<UserFilter, UserRow>(filter, rows, await Choices.CitesAsync(Db, User, cancellation)));
    }

    [HttpGet("ajout")]
    public Task<IActionResult> New(CancellationToken cancellation) => FormAsync(new UserForm(), null, cancellation);

    [HttpPost("ajout")]
    [EnableRateLimiting(RateLimits.Costly)]
    [FreshSignIn]
    public async Task<IActionResult> Create(UserForm form, CancellationToken cancellation)
    {
        if (!ModelState.IsValid)
        {
            return await FormAsync(form, null, cancellation);
        }

        var user = form.Make();
        if (!Accept(await users.CreateAsync(user)))
        {
            return await FormAsync(form, null, cancellation);
        }

        audit.Add(AuditAction.AccountCreated, user, after: AccountWords.Of(user));
        await Db.SaveChangesAsync(cancellation);
        if (form.Invite)
        {
            await mails.SendAsync(user, PasswordLinkKind.Invitation, cancellation);
        }

        return Done(
            $"Le compte {Named.From(user.DisplayName).Of} est ouvert{(form.Invite ? $" ; l’invitation part vers {user.Email}" : "")}.",
            nameof(Index));
    }

    [HttpGet("{id:int}")]
    public async Task<IActionResult> Edit(int id, CancellationToken cancellation) =>
        await FindAsync(id, cancellation) is { } user ? await FormAsync(UserForm.From(user), user, cancellation) : NotFound();

    [HttpPost("{id:int}")]
    [FreshSignIn]
    public async Task<IActionResult> Update(int id, UserForm form, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } user)
        {
            return NotFound();
        }

        if (form.Role is not Role.Administrator && await IsLastAdministratorAsync(user, cancellation))
        {
            ModelState.AddModelError(nameof(form.Role), "Rôle : " + LastAdministrator);
        }

        if (!ModelState.IsValid || !await ApplyAsync(form, user, cancellation))
        {
            Db.ChangeTracker.Clear();
            return await FormAsync(form, await FindAsync(id, cancellation), cancellation);
        }

        return Done($"Le compte {Named.From(user.DisplayName).Of} est enregistré.", nameof(Index));
    }

    [HttpPost("{id:int}/invitation")]
    [EnableRateLimiting(RateLimits.Costly)]
    public async Task<IActionResult> Invite(int id, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } user)
        {
            return NotFound();
        }

        if (user.IsBlocked)
        {
            return Refused("Ce compte est bloqué : débloquez-le avant d’inviter. Rien n’est parti.", nameof(Edit), new { id });
        }

        await mails.SendAsync(user, PasswordLinkKind.Invitation, cancellation);
        return Done($"L’invitation part vers {user.Email}.", nameof(Edit), new { id });
    }

    [HttpPost("{id:int}/blocage")]
    public async Task<IActionResult> Block(int id, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } user)
        {
            return NotFound();
        }

        if (await IsLastAdministratorAsync(user, cancellation))
        {
            return Refused(LastAdministrator, nameof(Edit), new { id });
        }

        user.LockoutEnabled = true;
        user.LockoutEnd = Core.Accounts.User.BlockedUntil;
        audit.Add(AuditAction.AccountBlocked, user);
        await users.UpdateSecurityStampAsync(user);
        await accountMails.BlockedAsync(user, cancellation);
        return Done(
            $"Le compte {Named.From(user.DisplayName).Of} est bloqué : ses sessions sont fermées, ses textes restent.", nameof(Index));
    }

    [HttpPost("{id:int}/deblocage")]
    public async Task<IActionResult> Unblock(int id, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } user)
        {
            return NotFound();
        }

        audit.Add(AuditAction.AccountUnblocked, user);
        await users.SetLockoutEndDateAsync(user, null);
        await accountMails.UnblockedAsync(user, cancellation);
        return Done($"Le compte {Named.From(user.DisplayName).Of} est débloqué.", nameof(Index));
    }

    /// <summary>For somebody who lost their factors. One's own are removed on the account page, where the session goes on.</summary>
    [HttpPost("{id:int}/second-facteur")]
    [FreshSignIn]
    public async Task<IActionResult> ResetFactors(int id, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } user)
        {
            return NotFound();
        }

        if (!user.TwoFactorEnabled || user.Id == User.UserId())
        {
            return Refused("Rien à réinitialiser ici : ce compte n’a pas de second facteur, ou c’est le vôtre.", nameof(Edit), new { id });
        }

        await factors.ResetAsync(user, cancellation);
        await accountMails.FactorsResetAsync(user, cancellation);
        return Done(
            $"Le second facteur {Named.From(user.DisplayName).Of} est réinitialisé : un courriel le lui dit, ses sessions sont fermées.",
            nameof(Edit), new { id });
    }

    private async Task<bool> ApplyAsync(UserForm form, User user, CancellationToken cancellation)
    {
        var address = EmailAddress.Parse(form.Address!).Value;
        var before = await changes.ReadAsync(user, cancellation);
        var endsSessions = form.ApplyTo(user);
        if (address != user.Email)
        {
            (user.UserName, user.Email, user.EmailConfirmed, endsSessions) = (address, address, false, true);
            user.ForgetMailFailure();
        }

        var after = await changes.ReadAsync(user, cancellation);
        changes.Record(user, before, after);
        var saved = Accept(endsSessions ? await users.UpdateSecurityStampAsync(user) : await users.UpdateAsync(user));
        if (saved && endsSessions && user.Id == User.UserId())
        {
            await signIn.RefreshSignInAsync(user);
        }

        if (saved)
        {
            await changes.TellAsync(user, before, after, cancellation);
        }

        return saved;
    }

    private bool Accept(IdentityResult result)
    {
        foreach (var message in result.Errors.Select(e => e.Description).Distinct())
        {
            ModelState.AddModelError(nameof(UserForm.Address), message);
        }

        return result.Succeeded;
    }

    private Task<User?> FindAsync(int id, CancellationToken cancellation) => Db.Users.FirstOrDefaultAsync(u => u.Id == id, cancellation);

    private async Task<bool> IsLastAdministratorAsync(User user, CancellationToken cancellation) =>
        user is { Role: Role.Administrator, IsBlocked: false }
        && !await Db.Users.AnyAsync(
            u => u.Id != user.Id && u.Role == Role.Administrator && (u.LockoutEnd == null || u.LockoutEnd != Core.Accounts.User.BlockedUntil),
            cancellation);

    private async Task<IActionResult> FormAsync(UserForm form, User? user, CancellationToken cancellation) =>
        View("Form", new EntryPage<User, UserForm>(form, user, await Choices.CitesOrNoneAsync(Db, User, cancellation)));
}
