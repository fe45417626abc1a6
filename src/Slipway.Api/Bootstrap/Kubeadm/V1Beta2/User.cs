using Slipway.Api.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>A user account of the machine.</summary>
public sealed class User
{
    /// <summary>Full name or comment.</summary>
    [Length(1, 256)]
    public string? Gecos { get; set; }

    /// <summary>Further groups, separated by commas.</summary>
    [Length(1, 256)]
    public string? Groups { get; set; }

    /// <summary>Home folder.</summary>
    [Length(1, 256)]
    public string? HomeDir { get; set; }

    /// <summary>Whether the account is inactive.</summary>
    public bool? Inactive { get; set; }

    /// <summary>Whether login by password is off.</summary>
    public bool? LockPassword { get; set; }

    /// <summary>Login name.</summary>
    [Required, Length(1, 256)]
    public string? Name { get; set; }

    /// <summary>Hashed password; not together with passwdFrom.</summary>
    [Length(1, 256)]
    public string? Passwd { get; set; }

    /// <summary>Source of the hashed password.</summary>
    public ContentSource? PasswdFrom { get; set; }

    /// <summary>Primary group.</summary>
    [Length(1, 256)]
    public string? PrimaryGroup { get; set; }

    /// <summary>Login shell.</summary>
    [Length(1, 256)]
    public string? Shell { get; set; }

    /// <summary>Public keys allowed to log in.</summary>
    [Items(Max = 100), ListAtomic, Length(1, 2048, Each = 1)]
    public List<string>? SshAuthorizedKeys { get; set; }

    /// <summary>Rule for sudo.</summary>
    [Length(1, 256)]
    public string? Sudo { get; set; }
}
