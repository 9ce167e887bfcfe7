using CitesDesMetiers.Core.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitesDesMetiers.Core.Sending;

internal sealed class SendingMapping :
    IEntityTypeConfiguration<Dispatch>, IEntityTypeConfiguration<Delivery>, IEntityTypeConfiguration<OutgoingMail>,
    IEntityTypeConfiguration<SentMail>, IEntityTypeConfiguration<SendingQuota>, IEntityTypeConfiguration<DkimKey>,
    IEntityTypeConfiguration<ReturnedMail>
{
    public void Configure(EntityTypeBuilder<Dispatch> builder)
    {
        builder.Property(d => d.PauseReason).HasMaxLength(500);
        builder.HasOne(d => d.Edition).WithMany().HasForeignKey(d => d.EditionId);
        builder.Property(d => d.ReturnPath).HasMaxLength(EmailAddress.MaxLength);
        builder.HasOne(d => d.Digest).WithMany().HasForeignKey(d => d.DigestId);
        builder.ComplexProperty(d => d.Audience, audience =>
        {
            audience.Property(a => a.Language).HasMaxLength(10);
            audience.Property(a => a.ExceptLanguages).HasMaxLength(100);
            audience.Property(a => a.Organisation).HasMaxLength(200);
        });
        builder.HasIndex(d => d.State);

        // In addition to the version: the engine completes a dispatch by a statement that does not change the version.
        builder.Property(d => d.State).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<Delivery> builder)
    {
        builder.Property(d => d.MessageId).HasMaxLength(300).IsUnicode(false);
        builder.Property(d => d.IsLeaving).HasDefaultValue(false);
        builder.Property(d => d.Domain).HasMaxLength(255).HasDefaultValue("");
        builder.Property(d => d.LastReply).HasMaxLength(Delivery.ReplyLength);
        builder.HasOne(d => d.Dispatch).WithMany().HasForeignKey(d => d.DispatchId);
        builder.HasOne(d => d.Subscriber).WithMany().HasForeignKey(d => d.SubscriberId);
        builder.HasIndex(d => new { d.DispatchId, d.SubscriberId }).IsUnique();
        builder.HasIndex(d => new { d.DispatchId, d.State, d.NextAttemptAt });

        // Only the holder of the lease may record an outcome.
        builder.Property(d => d.LeaseId).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<OutgoingMail> builder)
    {
        builder.Property(m => m.MessageId).HasMaxLength(300).IsUnicode(false);
        builder.Property(m => m.LeaseId).IsConcurrencyToken();
        builder.HasIndex(m => m.NextAttemptAt);
    }

    public void Configure(EntityTypeBuilder<SentMail> builder)
    {
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.AddressKey).HasMaxLength(64).IsUnicode(false);
        builder.HasIndex(m => m.SentAt);
    }

    public void Configure(EntityTypeBuilder<SendingQuota> builder)
    {
        builder.HasKey(q => q.Key);
        builder.Property(q => q.Key).HasMaxLength(SendingQuota.KeyLength);
    }

    public void Configure(EntityTypeBuilder<DkimKey> builder)
    {
        builder.Property(k => k.Domain).HasMaxLength(255);
        builder.Property(k => k.Selector).HasMaxLength(63);
        builder.Property(k => k.PublicKey).HasMaxLength(600);
        builder.HasIndex(k => new { k.Domain, k.Selector }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ReturnedMail> builder)
    {
        builder.Property(r => r.Status).HasMaxLength(12);
        builder.Property(r => r.Digest).HasMaxLength(32);
        builder.HasOne(r => r.Subscriber).WithMany().HasForeignKey(r => r.SubscriberId);
        builder.HasOne<Delivery>().WithMany().HasForeignKey(r => r.DeliveryId);
        builder.HasIndex(r => r.Digest).IsUnique();
        builder.HasIndex(r => new { r.SubscriberId, r.At });
    }
}
