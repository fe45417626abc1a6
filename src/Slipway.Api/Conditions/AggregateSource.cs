using Slipway.Api.Shared;

namespace Slipway.Api.Conditions;

/// <summary>One of the objects whose conditions are aggregated.</summary>
/// <param name="Kind">Its kind, as messages name it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Condition">Its condition; null when nobody has set it.</param>
/// <param name="GoesFirst">Whether what it says is told before what others say, as of Machines of the control plane.</param>
public sealed record AggregateSource(string Kind, string Name, Condition? Condition, bool GoesFirst = false);
