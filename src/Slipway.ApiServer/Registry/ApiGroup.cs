using System.Collections.Immutable;

namespace Slipway.ApiServer.Registry;

/// <summary>A group with the versions it serves.</summary>
/// <param name="Name">The group's name; empty for the core group.</param>
/// <param name="Versions">The versions, the preferred one first.</param>
internal sealed record ApiGroup(string Name, ImmutableArray<string> Versions);
