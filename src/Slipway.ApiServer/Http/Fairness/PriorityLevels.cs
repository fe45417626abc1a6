using Slipway.ApiServer.Requests;

namespace Slipway.ApiServer.Http.Fairness;

/// <summary>Finds a user's level, by the rules of kube-apiserver's flow schemas system-nodes, kube-controller-manager, and the like.</summary>
internal static class PriorityLevels
{
    public static PriorityLevel Of(RequestUser user) => IsSystem(user) ? PriorityLevel.System : PriorityLevel.Workload;

    private static bool IsSystem(RequestUser user)
    {
        if (user.Name is "system:kube-controller-manager" or "system:kube-scheduler" or "system:apiserver")
        {
            return true;
        }

        foreach (var group in user.Groups)
        {
            if (group is "system:nodes" or "system:serviceaccounts:kube-system")
            {
                return true;
            }
        }

        return false;
    }
}
