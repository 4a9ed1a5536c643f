namespace PluginSign.Files.Native;

/// <summary>What fstat(2) says of an open node.</summary>
/// <param name="Type">What it is.</param>
/// <param name="Kind">What it is, in words.</param>
/// <param name="Mode">The permission bits, 07777 at most.</param>
/// <param name="Owner">User id.</param>
/// <param name="Group">Group id.</param>
/// <param name="Links">Names that it has.</param>
/// <param name="Identity">What must not change while it is read.</param>
internal sealed record NodeStatus(HopType Type, string Kind, int Mode, uint Owner, uint Group, ulong Links, FileIdentity Identity)
{
    public const int Sticky = 0x200;
    public const int GroupWrite = 0x10;
    public const int OtherWrite = 0x2;

    /// <summary>Whether somebody besides the owner may write here by the mode bits.</summary>
    public bool IsShared => Type != HopType.Symlink && (Mode & (GroupWrite | OtherWrite)) != 0;

    /// <summary>A directory in which everybody may make names but only take away their own, like the system's temporary one.</summary>
    public bool IsStickyShared => IsShared && Type == HopType.Directory && (Mode & Sticky) != 0;
}
