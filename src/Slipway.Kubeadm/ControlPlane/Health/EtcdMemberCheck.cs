using Slipway.Api.Conditions;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubeadm.Membership;

namespace Slipway.Kubeadm.ControlPlane.Health;

/// <summary>Whether a machine's etcd takes part.</summary>
internal static class EtcdMemberCheck
{
    /// <summary>What the condition EtcdMemberHealthy says.</summary>
    /// <param name="node">The machine's Node.</param>
    /// <param name="etcd">What etcd told.</param>
    public static ConditionState Of(string node, Observed<EtcdSnapshot> etcd)
    {
        if (etcd is not Observed<EtcdSnapshot>.Found(var snapshot))
        {
            var message = (etcd as Observed<EtcdSnapshot>.Unknown)?.Message ?? "Waiting for etcd to answer";
            return ConditionState.Unknown(ConditionReasons.InspectionFailed, message);
        }

        return snapshot.On(node) switch
        {
            null => ConditionState.False(ConditionReasons.NotHealthy, $"Etcd doesn't have a member for Node {node}"),
            { Silence: { } silence } => ConditionState.Unknown(ConditionReasons.InspectionFailed, $"Etcd member doesn't answer: {silence}"),
            { Fault: { } fault } => ConditionState.False(ConditionReasons.NotHealthy, $"Etcd member {fault}"),
            { IsLearner: true } => ConditionState.False(ConditionReasons.NotHealthy, "Etcd member is a learner: it has no vote yet"),
            { Alarms: { IsEmpty: false } alarms } =>
                ConditionState.False(ConditionReasons.NotHealthy, $"Etcd reports alarms: {string.Join(", ", alarms)}"),
            _ => ConditionState.True(ConditionReasons.Healthy),
        };
    }
}
