namespace Slipway.Core.MachineDeployments.Rollout;

/// <summary>A MachineSet as the rollout sees it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Desired">Replicas wanted of it (<c>spec.replicas</c>).</param>
/// <param name="Actual">Machines it has (<c>status.replicas</c>).</param>
/// <param name="Available">Those of them that are available.</param>
/// <param name="Created">When it was created: the oldest gives way first.</param>
internal sealed record RolloutSet(string Name, int Desired, int Actual, int Available, DateTimeOffset Created);
