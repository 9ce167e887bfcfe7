using CitesDesMetiers.Core.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitesDesMetiers.Core.Webhooks;

internal sealed class WebhookMapping : IEntityTypeConfiguration<Webhook>, IEntityTypeConfiguration<WebhookCall>
{
    public void Configure(EntityTypeBuilder<Webhook> builder)
    {
        builder.Property(w => w.Url).HasMaxLength(WebAddress.MaxLength);
        builder.Property(w => w.Name).HasMaxLength(Webhook.NameLength);
        builder.HasMany(w => w.Calls).WithOne(c => c.Webhook).HasForeignKey(c => c.WebhookId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<WebhookCall> builder)
    {
        builder.Property(c => c.Failure).HasMaxLength(WebhookCall.FailureLength);
        builder.HasIndex(c => c.NextAttemptAt);
    }
}
