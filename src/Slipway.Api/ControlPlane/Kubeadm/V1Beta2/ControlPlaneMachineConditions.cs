namespace Slipway.Api.ControlPlane.Kubeadm.V1Beta2;

/// <summary>Types of the conditions that the kubeadm control plane sets on its Machines.</summary>
public static class ControlPlaneMachineConditions
{
    /// <summary>The static Pod of kube-apiserver runs.</summary>
    public const string APIServerPodHealthy = "APIServerPodHealthy";

    /// <summary>The static Pod of kube-controller-manager runs.</summary>
    public const string ControllerManagerPodHealthy = "ControllerManagerPodHealthy";

    /// <summary>The static Pod of kube-scheduler runs.</summary>
    public const string SchedulerPodHealthy = "SchedulerPodHealthy";

    /// <summary>The static Pod of etcd runs.</summary>
    public const string EtcdPodHealthy = "EtcdPodHealthy";

    /// <summary>The etcd member answers and raises no alarm.</summary>
    public const string EtcdMemberHealthy = "EtcdMemberHealthy";

    /// <summary>The Node carries what kubeadm puts on control plane Nodes.</summary>
    public const string NodeKubeadmLabelsAndTaintsSet = "NodeKubeadmLabelsAndTaintsSet";
}
