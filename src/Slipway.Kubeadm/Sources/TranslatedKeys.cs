using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.Sources;

/// <summary>Keys of one kind read as the keys of another that they concern. For one reader.</summary>
/// <param name="source">The keys that come in.</param>
/// <param name="translate">The keys that each concerns; may be none.</param>
internal sealed class TranslatedKeys(ChannelReader<ObjectKey> source, Func<ObjectKey, IEnumerable<ObjectKey>> translate) : ChannelReader<ObjectKey>
{
    private readonly Queue<ObjectKey> _pending = new();

    /// <inheritdoc/>
    public override Task Completion => source.Completion;

    /// <inheritdoc/>
    public override bool TryRead([MaybeNullWhen(false)] out ObjectKey item)
    {
        while (_pending.Count == 0 && source.TryRead(out var key))
        {
            foreach (var translated in translate(key))
            {
                _pending.Enqueue(translated);
            }
        }

        return _pending.TryDequeue(out item);
    }

    /// <inheritdoc/>
    public override ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default) =>
        _pending.Count > 0 ? ValueTask.FromResult(true) : source.WaitToReadAsync(cancellationToken);
}
