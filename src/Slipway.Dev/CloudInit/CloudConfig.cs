using System.Collections.Immutable;

namespace Slipway.Dev.CloudInit;

/// <summary>What a machine does of its user data before and around kubeadm.</summary>
/// <param name="Files">Files to write, in order.</param>
/// <param name="Commands">The commands of <c>runcmd</c>, each as the shell line it is run as.</param>
internal sealed record CloudConfig(ImmutableArray<WriteFile> Files, ImmutableArray<string> Commands);
