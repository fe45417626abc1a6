namespace Slipway.EndToEnd.Tests.UpstreamState;

/// <summary>A difference from upstream that we want; docs/differences.md tells users of it.</summary>
/// <param name="Kind">The kind of object.</param>
/// <param name="Path">The field; a <c>*</c> at the end stands for any continuation.</param>
/// <param name="Reason">Why we want it.</param>
internal sealed record WantedDifference(string Kind, string Path, string Reason)
{
    public bool Covers(StateDifference difference) =>
        difference.Subject.StartsWith(Kind + " ", StringComparison.Ordinal)
        && (Path is [.. var start, '*'] ? difference.Path.StartsWith(start, StringComparison.Ordinal) : difference.Path == Path);

    public override string ToString() => $"{Kind} {Path} ({Reason})";
}
