using Slipway.Kubernetes.Selectors;

namespace Slipway.ApiServer.Requests;

/// <summary>What is noted of a request for the audit log, by key; made only where there is one. Safe to use from several threads.</summary>
public sealed class AuditAnnotations
{
    private readonly SortedDictionary<string, string> _notes = new(StringComparer.Ordinal);

    /// <summary>
    /// Adds a note. As in kube-apiserver the first of a key stays, and a key has a DNS name as its prefix and one slash; others are left out.
    /// </summary>
    public void Add(string key, string value)
    {
        if (!key.Contains('/', StringComparison.Ordinal) || LabelSyntax.KeyError(key) is not null)
        {
            return;
        }

        lock (_notes)
        {
            _notes.TryAdd(key, value);
        }
    }

    /// <summary>All notes, in the order of their keys.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> ToList()
    {
        lock (_notes)
        {
            return [.. _notes];
        }
    }
}
