namespace Slipway.Dev.Workload;

/// <summary>The name of a static pod, taken apart.</summary>
/// <param name="Component">What runs in it.</param>
/// <param name="Machine">The Node that it runs on.</param>
internal sealed record StaticPodName(string Component, string Machine)
{
    public const string Etcd = "etcd";
    public const string ApiServer = "kube-apiserver";
    public const string ControllerManager = "kube-controller-manager";
    public const string Scheduler = "kube-scheduler";

    private const string Namespace = "kube-system";
    private static readonly string[] Components = [Etcd, ApiServer, ControllerManager, Scheduler];

    /// <returns>Null when the pod is none of a control plane's.</returns>
    public static StaticPodName? TryParse(string ns, string pod) =>
        ns == Namespace && Components.FirstOrDefault(c => pod.StartsWith(c + "-", StringComparison.Ordinal)) is { } component
            ? new(component, pod[(component.Length + 1)..])
            : null;
}
