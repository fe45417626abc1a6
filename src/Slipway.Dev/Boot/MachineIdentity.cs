namespace Slipway.Dev.Boot;

/// <summary>What a machine is before it boots: the "cloud" and the image decide it, not the user data.</summary>
/// <param name="Hostname">Its host name: the name of the DevMachine.</param>
/// <param name="ProviderId">Its name in the cloud.</param>
/// <param name="KubernetesVersion">The Kubernetes release on its image.</param>
internal sealed record MachineIdentity(string Hostname, string ProviderId, string KubernetesVersion);
