using System.Collections.Immutable;
using k8s.Models;

namespace Slipway.Kubeadm.ControlPlane.Workload;

/// <summary>The pods that kubeadm puts on a control plane machine, named by its Node.</summary>
internal static class StaticPods
{
    public static string ApiServer(string node) => $"kube-apiserver-{node}";

    public static string ControllerManager(string node) => $"kube-controller-manager-{node}";

    public static string Scheduler(string node) => $"kube-scheduler-{node}";

    public static string Etcd(string node) => $"etcd-{node}";

    public static ImmutableArray<string> Of(string node) => [ApiServer(node), ControllerManager(node), Scheduler(node), Etcd(node)];

    public static bool IsReady(V1Pod pod) => pod.Status?.Conditions?.Any(c => c is { Type: "Ready", Status: "True" }) == true;
}
