using System.Net;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Tests.App;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Site.Account;

/// <summary>
/// Whatever the state of an account, a wrong sign-in does the same work and gives the same page. The benchmark <c>sign-in</c> measures what
/// that takes.
/// </summary>
public sealed class EqualWorkTests : IAsyncLifetime
{
    private readonly CountingSite site = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Known_blocked_invited_and_unknown_addresses_cost_one_comparison_and_show_one_page()
    {
        List<(int Comparisons, HttpStatusCode Status, string Text)> seen = [];
        foreach (var address in new[] { "connue@cite.example", "bloquee@cite.example", "invitee@cite.example", "personne@cite.example" })
        {
            using var visitor = new DeskClient(site.CreateSiteClient());
            var page = await visitor.GetAsync("/connexion");
            var before = site.Hasher.Comparisons;
            var answer = await visitor.SendAsync(page, "/connexion", new() { ["Address"] = address, ["Password"] = "faux" });
            var text = (await DeskClient.ParseAsync(answer)).QuerySelector("main")!.TextContent;
            seen.Add((site.Hasher.Comparisons - before, answer.StatusCode, text));
        }

        Assert.Single(seen.Distinct());
        Assert.Equal(1, seen[0].Comparisons);
    }

    [Fact]
    public async Task A_blocked_account_with_its_right_password_reads_what_a_wrong_one_reads()
    {
        using var visitor = new DeskClient(site.CreateSiteClient());
        var right = await visitor.SubmitAsync("/connexion", new() { ["Address"] = "bloquee@cite.example", ["Password"] = DeskClient.Password });
        var wrong = await visitor.SubmitAsync("/connexion", new() { ["Address"] = "bloquee@cite.example", ["Password"] = "faux" });

        Assert.Equal(await ErrorAsync(wrong), await ErrorAsync(right));

        static async Task<string> ErrorAsync(HttpResponseMessage answer) =>
            (await DeskClient.ParseAsync(answer)).QuerySelector(".error-summary")!.TextContent;
    }

    public async ValueTask InitializeAsync()
    {
        await using var scope = site.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        await users.CreateAsync(new User("connue@cite.example", "Ada Blanc", Role.Member), DeskClient.Password);
        await users.CreateAsync(new User("invitee@cite.example", "Ada Rouge", Role.Member));
        var blocked = new User("bloquee@cite.example", "Ada Noir", Role.Member);
        await users.CreateAsync(blocked, DeskClient.Password);
        await users.SetLockoutEndDateAsync(blocked, User.BlockedUntil);

        // The first comparison without an account prepares what it compares with.
        using var visitor = new DeskClient(site.CreateSiteClient());
        await visitor.SubmitAsync("/connexion", new() { ["Address"] = "premiere@cite.example", ["Password"] = "faux" });
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private sealed class CountingSite : SiteFactory
    {
        public CountingHasher Hasher { get; } = new();

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.AddSingleton<IPasswordHasher<User>>(Hasher));
        }
    }

    private sealed class CountingHasher : PasswordHasher<User>
    {
        private int comparisons;

        public int Comparisons => comparisons;

        public override PasswordVerificationResult VerifyHashedPassword(User user, string hashedPassword, string providedPassword)
        {
            Interlocked.Increment(ref comparisons);
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
