using Slipway.EndToEnd.Tests.Planes;

namespace Slipway.EndToEnd.Tests.Faults;

/// <summary>A story that was lived once without faults.</summary>
/// <param name="Start">Where it begins, and others can begin it again.</param>
/// <param name="Writes">How many writes it took.</param>
/// <param name="End">How it ended, as text.</param>
internal sealed record CalmStory(PlaneState Start, int Writes, string End);
