namespace Slipway.EndToEnd.Tests.UpstreamState;

/// <summary>One place where two states differ.</summary>
/// <param name="Subject">The object, such as <c>Machine demo-md-0-set-worker</c>.</param>
/// <param name="Path">The field, such as <c>status.conditions[Ready].reason</c>.</param>
/// <param name="Upstream">What upstream has there; empty for nothing.</param>
/// <param name="Ours">What we have there; empty for nothing.</param>
internal sealed record StateDifference(string Subject, string Path, string Upstream, string Ours)
{
    public override string ToString() => $"{Subject} {Path}: upstream {Show(Upstream)}, ours {Show(Ours)}";

    private static string Show(string value) => value.Length == 0 ? "nothing" : value;
}
