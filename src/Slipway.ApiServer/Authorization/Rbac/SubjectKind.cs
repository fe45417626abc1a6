namespace Slipway.ApiServer.Authorization.Rbac;

/// <summary>How a binding finds its subject in a request. Service accounts are users.</summary>
internal enum SubjectKind
{
    /// <summary>By the user's name.</summary>
    User,

    /// <summary>By one of the user's groups.</summary>
    Group,
}
