using Slipway.EndToEnd.Tests.Planes;

namespace Slipway.EndToEnd.Tests.Faults;

/// <summary>One life of all controllers, from their start to their stop or death.</summary>
/// <param name="Injection">What goes wrong in it.</param>
/// <param name="Activity">Whether they are at work.</param>
internal sealed record Life(Injection Injection, Activity Activity);
