using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitesDesMetiers.Core.Sending;

internal sealed class SendingMapping : IEntityTypeConfiguration<Dispatch>, IEntityTypeConfiguration<Delivery>
{
    public void Configure(EntityTypeBuilder<Dispatch> builder)
    {
        builder.Property(d => d.PauseReason).HasMaxLength(500);
        builder.HasOne(d => d.Edition).WithMany().HasForeignKey(d => d.EditionId);
        builder.HasIndex(d => d.State);
    }

    public void Configure(EntityTypeBuilder<Delivery> builder)
    {
        builder.Property(d => d.MessageId).HasMaxLength(300).IsUnicode(false);
        builder.Property(d => d.LastReply).HasMaxLength(Delivery.ReplyLength);
        builder.HasOne(d => d.Dispatch).WithMany().HasForeignKey(d => d.DispatchId);
        builder.HasOne(d => d.Subscriber).WithMany().HasForeignKey(d => d.SubscriberId);
        builder.HasIndex(d => new { d.DispatchId, d.SubscriberId }).IsUnique();
        builder.HasIndex(d => new { d.State, d.NextAttemptAt });
        builder.HasIndex(d => d.LeaseId);
    }
}
