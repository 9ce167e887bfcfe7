using System.Data.Common;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Dispatches;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Newsletter.Issues;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Core;

/// <summary>The connection breaks after the database has committed and before it has said so.</summary>
public sealed class LostAnswerTests : IAsyncLifetime
{
    private readonly LosingSite site = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await site.AddSettingsAsync();
        await site.AddSubscribersAsync(3);
    }

    [Fact]
    public async Task A_publication_whose_answer_was_lost_happened_once_and_is_said_to_have()
    {
        var issue = await site.AddIssueAsync();
        await site.ApproveAsync(issue);
        await using var scope = site.Services.CreateAsyncScope();
        site.Answers.LoseNext = true;

        var result = await scope.ServiceProvider.GetRequiredService<Publisher>().PublishAsync(issue, null, Cancel);

        Assert.Equal(3, Assert.IsType<PublicationResult.Published>(result).Recipients);
        Assert.False(site.Answers.LoseNext);
        Assert.Equal(1, await site.WithDatabaseAsync(db => db.Editions.CountAsync(Cancel)));
        Assert.Equal(3, await site.WithDatabaseAsync(db => db.Deliveries.CountAsync(Cancel)));
    }

    [Fact]
    public async Task A_resending_whose_answer_was_lost_happened_once_and_is_said_to_have()
    {
        var issue = await site.AddIssueAsync();
        await site.ApproveAsync(issue);
        await using var scope = site.Services.CreateAsyncScope();
        var published = Assert.IsType<PublicationResult.Published>(
            await scope.ServiceProvider.GetRequiredService<Publisher>().PublishAsync(issue, null, Cancel));
        await Eventually.TrueAsync(
            () => site.WithDatabaseAsync(db => db.Dispatches.AllAsync(d => d.State == DispatchState.Completed, Cancel)), "the engine has sent it");
        await site.WithDatabaseAsync(db => db.Deliveries.ExecuteUpdateAsync(
            set => set.SetProperty(d => d.State, DeliveryState.Failed).SetProperty(d => d.Cause, FailureCause.MailboxFull), Cancel));
        site.Answers.LoseNext = true;

        var resent = await scope.ServiceProvider.GetRequiredService<Resending>().ResendAsync(published.Edition.Id, 3, Cancel);

        Assert.Equal(3, resent.Recipients);
        Assert.NotNull(resent.Dispatch);
        Assert.Equal(2, await site.WithDatabaseAsync(db => db.Dispatches.CountAsync(Cancel)));
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private sealed class LosingSite : SiteFactory
    {
        public Answers Answers { get; } = new();

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.ConfigureDbContext<NewsletterContext>(options => options.AddInterceptors(Answers)));
        }
    }

    /// <summary>Loses the answer of the next commit that queued deliveries.</summary>
    private sealed class Answers : DbTransactionInterceptor
    {
        public bool LoseNext { get; set; }

        public override Task TransactionCommittedAsync(
            DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            if (!LoseNext || eventData.Context?.ChangeTracker.Entries<Dispatch>().Any() != true)
            {
                return Task.CompletedTask;
            }

            LoseNext = false;
            throw new TimeoutException("The answer of the commit was lost.");
        }
    }
}
