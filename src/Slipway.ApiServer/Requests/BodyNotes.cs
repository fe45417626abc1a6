using System.Collections.Immutable;

namespace Slipway.ApiServer.Requests;

/// <summary>What turning a body of YAML or protobuf into JSON has lost or could not do.</summary>
/// <param name="Text">The body as it came.</param>
internal sealed record BodyNotes(ReadOnlyMemory<byte> Text)
{
    /// <summary>Why there is no JSON; null when there is.</summary>
    public string? Failure { get; init; }

    /// <summary>Keys that were there again, a sentence each; JSON has the last.</summary>
    public ImmutableArray<string> Duplicates { get; init; } = [];
}
